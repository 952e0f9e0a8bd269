import { PAGES, VIEWS } from 'desk:areas'
import { foldNumber } from '#proof'
import type { Language } from '#i18n'
import type { AreaName } from '../../areas.ts'
import { language } from './i18n.ts'
import { store } from './store.ts'

/** Where somebody is: an area, and what of it. */
export interface Place {
  readonly area: AreaName
  readonly query: URLSearchParams
  /** Counts the ways that led here: whoever comes back to where she is begins anew. */
  readonly visit: number
}

/** What every view is given. */
export interface ViewProps {
  readonly query: URLSearchParams
}

export const place = store<Place | null>(null)

/** The address of an area's page, in the language that the desk speaks. */
export function linkTo(area: AreaName, query: Readonly<Record<string, string>> = {}): string {
  const path = PAGES.find((page) => page.area === area)?.path ?? '/'
  const asked = new URLSearchParams(query).toString()
  return `/${language.get()}${path}${asked === '' ? '' : `?${asked}`}`
}

/** A number of the query, as somebody typed it or as a link has it, where it is one. */
export function numberIn(query: URLSearchParams, name: string): number | null {
  const number = /^\d{1,15}$/.exec(foldNumber(query.get(name) ?? ''))?.[0]
  return number === undefined ? null : Number(number)
}

/** Go there without another page: what the memory of this one holds stays. */
export function go(href: string): void {
  const url = new URL(href, location.href)
  if (!placeAt(url)) return location.assign(url)
  history.pushState(null, '', url)
  show(url)
}

/** Show what the address bar says, now and whenever it says something else; links of the desk do not leave its page. */
export function startPlaces(): void {
  show(new URL(location.href))
  addEventListener('popstate', () => show(new URL(location.href)))
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || !isPlain(event) || link.target !== '' || link.origin !== location.origin) return
    const url = new URL(link.href)
    if (url.hash !== '' || !placeAt(url)) return
    event.preventDefault()
    go(url.href)
  })
}

function isPlain(event: MouseEvent): boolean {
  return (
    !event.defaultPrevented &&
    event.button === 0 &&
    !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  )
}

/** The same place in another language, which the desk speaks by now: whatever is on the page stays. */
export function sayInAddress(before: Language, now: Language): void {
  history.replaceState(null, '', location.pathname.replace(`/${before}/`, `/${now}/`) + location.search)
}

let visits = 0

function show(url: URL): void {
  const found = placeAt(url)
  if (found) place.set({ ...found, visit: (visits += 1) })
}

/** The area that an address leads to, where it is a view of this script. In the language of now: another one is loaded first. */
function placeAt({ pathname, searchParams: query }: URL): Pick<Place, 'area' | 'query'> | null {
  const [, spoken = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(pathname) ?? []
  const page = PAGES.find(({ path }) => path === rest)
  return page && spoken === language.get() && VIEWS[page.area] ? { area: page.area, query } : null
}
