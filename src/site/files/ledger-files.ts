import { type Context, Hono } from 'hono'
import { type Ready, ready, respond } from '#http'
import { type PublicFolder } from '#ledger'
import {
  DAY_FILES,
  dayFilePath,
  readCheckpoint,
  readNote,
  readTilePath,
  TILE_WIDTH,
  type TileName,
} from '#proof'
import { bounded } from '../bounded.ts'
import { type FrontEnv } from '../front.ts'
import { type SiteDeps } from '../deps.ts'
import { publicFile } from '../public-page.ts'
import { routes } from '../routes.ts'

/** What never changes may be kept for a year; what follows the checkpoint, for some seconds. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_MOMENT = 'public, max-age=5'
const FOR_A_WHILE = 'public, max-age=300'

const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'

/**
 * The ledger's public files, as any web server could hand them out (C2SP tlog-tiles). One thing it does that a
 * bare one would not: it hands out no tile that the published checkpoint does not cover. A cache that got hold of
 * one would keep it for a year.
 */
export function ledgerFiles({ folder }: Pick<SiteDeps, 'folder'>): Hono<FrontEnv> {
  const files = new Hono<FrontEnv>()
  const packedOf = packedOnce()
  const give = (c: Context<FrontEnv>, file: Given) => {
    const content = folder.get(file.path)
    if (!content) return absent(c)
    const made = file.packed ? packedOf(file, content) : readyFile(file, content)
    return respond(c, (asked) => made.to(asked))
  }

  files.get('/log/checkpoint', (c) => give(c, { path: 'log/checkpoint', type: TEXT, keep: FOR_A_MOMENT }))
  for (const name of ['vkey', 'policy', 'metadata', 'succession'])
    files.get(`/log/${name}`, (c) => give(c, { path: `log/${name}`, type: TEXT, keep: FOR_A_WHILE }))
  files.get('/log/dossier', (c) =>
    give(c, { path: 'log/dossier', type: dossierType(folder), keep: FOR_A_WHILE }),
  )
  files.get('/log/tile/*', (c) => {
    const path = c.req.path.slice('/log/'.length)
    const tile = tileAt(path)
    return tile && isCovered(tile, publishedSize(folder))
      ? give(c, { path: `log/${path}`, type: BYTES, keep: FOR_EVER, packed: tile.level === 'entries' })
      : absent(c)
  })
  files.get('/days/index.json', (c) =>
    give(c, { path: 'days/index.json', type: 'application/json', keep: FOR_A_MOMENT }),
  )
  files.get(routes.dayFiles, (c) => give(c, { path: DAY_FILES, type: TEXT, keep: FOR_A_MOMENT }))
  files.get('/days/:day{\\d{4}-\\d{2}-\\d{2}}/checkpoint', (c) =>
    give(c, { path: `days/${c.req.param('day')}/checkpoint`, type: TEXT, keep: FOR_EVER }),
  )
  files.get('/days/:day{\\d{4}-\\d{2}-\\d{2}}/entries.json.gz', (c) =>
    give(c, {
      path: dayFilePath(c.req.param('day')),
      type: 'application/gzip',
      keep: FOR_A_MOMENT,
    }),
  )
  return files
}

/** The command that checks everything, in one file. */
export function verifierFile({ assets }: Pick<SiteDeps, 'assets'>) {
  return publicFile({
    at: routes.verifier,
    bytes: assets.get('exeunt-verify.mjs')?.bytes ?? new Uint8Array(0),
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': FOR_A_WHILE },
  })
}

interface Given {
  readonly path: string
  readonly type: string
  readonly keep: string
  /** Entries are text that repeats itself: worth compressing for whoever can take it so. */
  readonly packed?: boolean
}

/** Anybody's page may read and verify these: there is nothing of the visitor in them. */
function readyFile({ type, keep, packed = false }: Given, content: Uint8Array): Ready {
  return ready({
    bytes: Uint8Array.from(content),
    headers: { 'Content-Type': type, 'Cache-Control': keep, 'Access-Control-Allow-Origin': '*' },
    packed: packed ? 'often' : 'never',
  })
}

/** Of a process. */
const PACKED_MOST_BYTES = 8 * 1024 * 1024

/**
 * The same, compressed once for as long as the file is what it was. It is read each time all the same: whoever audits is given what lies there
 * now, damaged or mended.
 */
function packedOnce(): (file: Given, content: Uint8Array) => Ready {
  const files = bounded<Ready & { readonly content: Uint8Array }>(PACKED_MOST_BYTES)
  return (file, content) => {
    const kept = files.get(file.path)
    if (kept && Buffer.compare(kept.content, content) === 0) return kept
    const made = readyFile(file, content)
    files.set(file.path, { ...made, sizeBytes: made.sizeBytes + content.length, content })
    return made
  }
}

function absent(c: Context<FrontEnv>): Response {
  return c.text('not here\n', 404, { 'Access-Control-Allow-Origin': '*' })
}

function tileAt(path: string): TileName | undefined {
  try {
    return readTilePath(path)
  } catch {
    return undefined
  }
}

/** A tile is covered when the published tree has all of the leaves below it. */
function isCovered({ level, index, width }: TileName, size: number): boolean {
  const leavesBelow = TILE_WIDTH ** (level === 'entries' ? 0 : level)
  return (index * TILE_WIDTH + width) * leavesBelow <= size
}

/** Read at each request: a small file, and one that may be a batch further on a moment later. */
function publishedSize(folder: PublicFolder): number {
  const note = folder.get('log/checkpoint')
  return note ? readCheckpoint(readNote(note).text).size : 0
}

function dossierType(folder: PublicFolder): string {
  const start = Buffer.from(folder.get('log/dossier')?.subarray(0, 5) ?? []).toString('latin1')
  return start === '%PDF-' ? 'application/pdf' : TEXT
}
