import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// The one font set lies beside the engine that measures with it.
const fonts = fileURLToPath(new URL('../src-tauri/crates/typeset/fonts', import.meta.url))
// The first run shows a picture of the sample paper.
const sample = fileURLToPath(new URL('../src-tauri/crates/sample/paper', import.meta.url))

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { '#fonts': fonts, '#sample': sample } },
  server: { port: 5173, strictPort: true, fs: { allow: ['.', fonts, sample] } },
  // The content security policy allows files of our own only: no `data:` and no inline script.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: { include: ['src/**/*.test.ts'] },
})
