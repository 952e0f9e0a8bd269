import { foldBirth, foldLatinName } from '#proof'
import type { Content } from '#certificates'
import { cleanName } from '../../../channels/text.ts'
import { type Seen } from './checks.tsx'
import { writeContent } from './content.ts'
import { type OpenRequest } from './open-request.ts'

/** Far above the longest name. */
const LATIN_TYPED_MOST = 4_000

/** What stands in the fields: the holder by a document, and two languages of the paper. */
export interface Typed {
  readonly name: string
  readonly latin: string
  readonly born: string
  readonly birthplace: string
  readonly first: Content['languages'][0]
  readonly second: Content['languages'][0]
}

/** What stands on the page, as a content; null where something is missing. */
export function contentOf(
  { sealed, application: { kind } }: OpenRequest,
  { typed, seen }: { typed: Typed; seen: readonly Seen[] },
): string | null {
  const { request, facts, published, day } = sealed
  const holder = kind === 'pseudonym' ? pseudonym(published) : named(typed)
  const checks = checksOf(kind, { seen, asked: day })
  if (!facts || !holder || !checks || typed.first === typed.second) return null
  return writeContent({ request, languages: [typed.first, typed.second], holder, facts, checks })
}

function pseudonym(published: string | null): Content['holder'] | null {
  return published === null ? null : { kind: 'pseudonym', name: published }
}

function named(typed: Typed): Content['holder'] | null {
  const name = cleanName(typed.name)
  const latin = foldLatinName(cleanName(typed.latin), LATIN_TYPED_MOST)
  const born = foldBirth(cleanName(typed.born))
  if (name === '' || latin === '' || born === '') return null
  return { kind: 'named', name, latin, born, birthplace: cleanName(typed.birthplace) }
}

/**
 * What was looked at. That the applicant has the return code is a fact of every request; for a published name alone nothing else
 * is looked at. Null where a day is missing.
 */
function checksOf(
  kind: 'named' | 'pseudonym',
  { seen, asked }: { seen: readonly Seen[]; asked: string },
): Content['checks'] | null {
  const code = { what: 'return-code', how: 'online', day: asked } as Content['checks'][number]
  if (kind === 'pseudonym') return [code]
  const rows = seen.map(({ what, how, day }) => ({ what, how, day }))
  return rows.length > 0 && rows.every(({ day }) => day) ? [...rows, code] : null
}
