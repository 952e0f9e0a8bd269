import { readUtf8 } from '../basics/bytes.ts'
import { deskFile, integrityOf, type PublishedDesk } from './desk-files.ts'
import { type Fetcher } from '../log/fetcher.ts'

/** One thing that is not as the site says. */
export interface DeskResult {
  readonly what: 'no-page' | 'missing' | 'changed' | 'unpinned' | 'foreign'
  /** The file, or what the page has instead of one. */
  readonly file: string
}

const SIGN_IN = 'en/'
/** What the sign-in page loads; what another page needs besides, the desk gives out and strangers are not shown where. */
const ON_EVERY_PAGE = /^(?:desk|style|icon)-/

/**
 * Whether the sign-in page of a desk loads the published files, pinned by their hashes, and nothing besides, and whether the
 * desk gives out these bytes, and those of the pages behind it. A page written by Exeunt has no script between its tags and no style either, so one that has
 * is another page. What somebody is given who is not us, this does not show.
 */
export async function checkDesk(desk: Fetcher, published: PublishedDesk): Promise<DeskResult[]> {
  const page = await desk.fetch(SIGN_IN)
  const html = page === 'absent' ? undefined : readUtf8(page)
  if (html === undefined) return [{ what: 'no-page', file: SIGN_IN }]
  const loaded = loadedBy(html)
  const listed = new Map(published.files.map((file) => [`/assets/${file.name}`, file]))
  const results: DeskResult[] = loaded
    .filter(({ path }) => !listed.has(path))
    .map(({ path }) => ({ what: 'foreign', file: path }))
  for (const [path, file] of listed) {
    const here = loaded.find((one) => one.path === path)
    const bytes = await desk.fetch(path.slice(1))
    if (bytes === 'absent' || (!here && ON_EVERY_PAGE.test(file.name)))
      results.push({ what: 'missing', file: file.name })
    else if (deskFile(file.name, bytes).sha256 !== file.sha256)
      results.push({ what: 'changed', file: file.name })
    else if (here?.runs && here.integrity !== integrityOf(file))
      results.push({ what: 'unpinned', file: file.name })
  }
  return results
}

interface Loaded {
  readonly path: string
  readonly integrity: string | undefined
  /** Whether it can do anything: a picture cannot. */
  readonly runs: boolean
}

/** Everything in a page through which something else could run. Comments and texts have no such tags: markup is escaped. */
function loadedBy(html: string): Loaded[] {
  return tagsIn(html).flatMap((tag) => {
    const kind = /^<(\w+)/.exec(tag)?.[1]?.toLowerCase() ?? ''
    const runs = !/\srel="icon"/.test(tag)
    if (/\son\w+\s*=/i.test(tag)) return [{ path: tag, integrity: undefined, runs }]
    if (kind === 'meta' && !/http-equiv/i.test(tag)) return []
    if (!LOADS.has(kind)) return []
    const path =
      kind === 'script' ? attribute(tag, 'src') : kind === 'link' ? attribute(tag, 'href') : undefined
    return [{ path: path ?? tag, integrity: attribute(tag, 'integrity'), runs }]
  })
}

/** From each beginning of a tag to the next `>`, in one pass: an expression for both would begin anew at every `<`. */
function tagsIn(html: string): string[] {
  const tags: string[] = []
  const opening = /<[a-z]/gi
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const end = html.indexOf('>', found.index) + 1
    if (end === 0) break
    tags.push(html.slice(found.index, end))
    opening.lastIndex = end
  }
  return tags
}

const LOADS = new Set(['script', 'link', 'style', 'iframe', 'object', 'embed', 'img', 'svg', 'base', 'meta'])

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}
