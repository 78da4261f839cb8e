import '#fonts/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { backend } from '#backend/api.ts'
import { App } from '#state/app.svelte.ts'
import Window from '#views/Window.svelte'
import { mount } from 'svelte'

const target = document.getElementById('window')
if (target) {
  const app = new App(backend)
  mount(Window, { target, props: { app } })
  void app.start()
}
