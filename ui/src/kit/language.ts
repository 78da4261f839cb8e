const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** Names a language in English by its BCP 47 code; a code that is none stays as it is. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
