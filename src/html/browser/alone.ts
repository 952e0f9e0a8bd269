import { found, part, phrasesOf, type Say } from './page.ts'

/**
 * For a page that is one file and speaks every language: show it in the reader's own, and anew in another one when she asks. What
 * she has typed stays. `start` gives the shown page its life.
 */
export function speak(start: (say: Say) => void): void {
  const page = part('page')
  const languages = found(document.querySelector<HTMLSelectElement>('#language'), 'language')
  const known = [...languages.options].map(({ value }) => value)
  const show = (language: string) => {
    const typed = [...page.querySelectorAll('textarea')].map(({ value }) => value)
    const template = found(
      document.querySelector<HTMLTemplateElement>(`template[data-language="${language}"]`),
      language,
    )
    languages.value = language
    document.documentElement.lang = template.dataset['tag'] ?? ''
    page.replaceChildren(template.content.cloneNode(true))
    for (const [at, area] of [...page.querySelectorAll('textarea')].entries()) area.value = typed[at] ?? ''
    start(phrasesOf(page))
  }
  languages.addEventListener('change', () => show(languages.value))
  show(known.find((value) => value === preferred()) ?? languages.value)
}

function preferred(): string {
  const tag = navigator.language.toLowerCase()
  if (!tag.startsWith('zh')) return tag.split('-')[0] ?? ''
  return /hant|tw|hk|mo/.test(tag) ? 'zh-hant' : 'zh-hans'
}
