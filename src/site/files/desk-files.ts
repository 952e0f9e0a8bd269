import { findNotedDesks, type NotedDesk } from '#audit'
import { deskDigest, type DeskFile, type PublishedDesk, writePublishedDesk } from '#proof'
import { type SiteDeps } from '../deps.ts'
import { type Now } from '../kept.ts'
import { publicPage } from '../public-page.ts'
import { routes } from '../routes.ts'
import { BRIEF_JSON } from './count-file.ts'

/** What is published, with days that the site can name. */
export interface DeskView extends PublishedDesk {
  readonly noted: readonly NotedDesk[]
}

/** More than a centre will have in its life; a desk that was broken into must not be able to fill the page. */
const MOST_NOTED = 100

/**
 * What the site says of the desk: the files of its own build, and, apart from them, what the desk has written down of
 * itself. Neither is taken from the other: a desk that is broken into writes down whatever it serves, and then the two differ.
 */
export function deskReader({ db, deskFiles }: Pick<SiteDeps, 'db' | 'deskFiles'>): () => Promise<DeskView> {
  const files: readonly DeskFile[] = deskFiles
  const digest = deskDigest(files)
  return async () => ({ files, digest, noted: await findNotedDesks(db, { most: MOST_NOTED }) })
}

/** What the desk has written down last, held to the files that the site knows. */
export type DeskStands = { readonly outcome: 'none' } | ({ readonly outcome: 'same' | 'another' } & NotedDesk)

export function deskStands({ digest, noted }: DeskView): DeskStands {
  const [last] = noted
  if (!last) return { outcome: 'none' }
  return { outcome: last.digest === digest ? 'same' : 'another', ...last }
}

/** The same for programs. */
export function deskFile(desk: Now<DeskView>) {
  return publicPage({
    at: () => routes.desk,
    of: [desk],
    headers: BRIEF_JSON,
    show: (_, known) => writePublishedDesk(known),
  })
}
