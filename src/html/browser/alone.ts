import { found, part, phrasesOf, type Say } from './page.ts'

/** In milliseconds: whoever stands at a counter reads the page in another language rather than wait longer for her own. */
const PATIENCE_MS = 5_000

/**
 * For a page that is one file: show it in the reader's own language, and anew in another one when she asks. What she has typed
 * stays. Languages that the file does not hold are fetched from the site that it came from; from a disk they are not offered.
 * `start` gives the shown page its life. Resolves when it is shown for the first time.
 */
export async function speak(start: (say: Say) => void): Promise<void> {
  const languages = found(document.querySelector<HTMLSelectElement>('#language'), 'language')
  if (location.protocol === 'file:') for (const option of elsewhere(languages)) option.remove()
  const own = languages.value
  let shown = ''
  const change = async (language: string) => {
    languages.value = language
    const template = templateIn(document, language) ?? (await fetched(languages))
    // Another one was asked for meanwhile.
    if (languages.value !== language) return
    languages.value = template ? language : shown || own
    if (template) show(template, start)
    else if (shown === '') show(found(templateIn(document, own), own), start)
    shown = languages.value
  }
  languages.addEventListener('change', () => void change(languages.value))
  await change(preferred([...languages.options].map(({ value }) => value)) ?? own)
}

function show(template: HTMLTemplateElement, start: (say: Say) => void): void {
  const page = part('page')
  const typed = [...page.querySelectorAll('textarea')].map(({ value }) => value)
  document.documentElement.lang = template.dataset['tag'] ?? ''
  document.documentElement.dir = template.dataset['direction'] ?? ''
  page.replaceChildren(document.importNode(template.content, true))
  for (const [at, area] of [...page.querySelectorAll('textarea')].entries()) area.value = typed[at] ?? ''
  part('language').textContent = template.dataset['label'] ?? ''
  start(phrasesOf(page))
}

function elsewhere(languages: HTMLSelectElement): HTMLOptionElement[] {
  return [...languages.options].filter((option) => option.dataset['page'] !== undefined)
}

/** The chosen language, out of the same page as a file in that language. */
async function fetched(languages: HTMLSelectElement): Promise<HTMLTemplateElement | null> {
  const { value, dataset } = found(languages.options.item(languages.selectedIndex), 'the chosen language')
  const page = await read(dataset['page'] ?? '')
  return page && templateIn(page, value)
}

/** A page as the browser reads it without running it: none of its scripts, and nothing that it would load. */
function read(address: string): Promise<Document | null> {
  const request = new XMLHttpRequest()
  request.open('GET', address)
  request.responseType = 'document'
  request.timeout = PATIENCE_MS
  request.send()
  return new Promise((resolve) => {
    request.addEventListener('loadend', () => resolve(request.status === 200 ? request.responseXML : null))
  })
}

function templateIn(page: Document, language: string): HTMLTemplateElement | null {
  return page.querySelector<HTMLTemplateElement>(`template[data-language="${CSS.escape(language)}"]`)
}

/** The first language of the reader's that is among the known ones, in the script that she reads it in. */
function preferred(known: readonly string[]): string | undefined {
  const wanted = navigator.languages.map(written)
  return wanted
    .map((one) => known.find((language) => written(language) === one))
    .find((one) => one !== undefined)
}

/** A tag with its script: whoever reads `zh-TW` reads `zh-Hant`. */
function written(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    return `${language}-${script}`
  } catch {
    return tag
  }
}
