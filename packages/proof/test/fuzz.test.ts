// Whatever bytes come, a reader ends with a value or with a ProofError.
import { test } from 'node:test'
import fc from 'fast-check'
import {
  decodeBase64,
  openCheckpoint,
  readBundle,
  readCheckpoint,
  readDayFiles,
  readDays,
  readHash,
  readLeaf,
  readLogMetadata,
  readNote,
  readPolicy,
  readPublishedEntries,
  readPublishedFigures,
  readSignature,
  readSigner,
  readTilePath,
  readTlogProof,
  readVerifierKey,
} from '../src/index.ts'
import { endsWell } from './refused.ts'
import { believed } from './sample-log.ts'
import { bytes, golden, leaves, notes, tilePaths } from './vectors.ts'

const text = (read: (text: string) => unknown) => (input: Uint8Array) =>
  read(Buffer.from(input).toString('utf8'))
const hash = golden.root

const READERS: Record<string, [(input: Uint8Array) => unknown, string[]]> = {
  base64: [text(decodeBase64), [hash]],
  hash: [text(readHash), [hash]],
  'tile path': [text(readTilePath), tilePaths.paths.map(({ path }) => path)],
  bundle: [readBundle, ['\0\x03one\0\x03two']],
  note: [readNote, [golden.note]],
  'signature line': [text(readSignature), [golden.note.split('\n')[4] ?? '']],
  'verifier key': [text(readVerifierKey), notes.notes.map(({ vkey }) => vkey)],
  'signing key': [text(readSigner), notes.notes.flatMap(({ skey = [] }) => skey)],
  checkpoint: [text(readCheckpoint), [golden.note]],
  'signed checkpoint': [(input) => openCheckpoint(input, believed), [golden.note]],
  policy: [readPolicy, [`log ${golden.vkey}\nwitness a ${golden.witnessVkey} b\ngroup c any a\nquorum c\n`]],
  proof: [readTlogProof, [`c2sp.org/tlog-proof@v1\nextra AAEC\nindex 6\n${hash}\n\n${golden.note}`]],
  leaf: [readLeaf, leaves.log],
  'published entries': [
    readPublishedEntries,
    [
      leaves.dayFiles.file,
      `{"format":"exeunt-entries/v3","log":"a","entries":[{"number":1,"day":"","channel":"","language":null,"place":null,"words":null,"people":[{"line":1,"name":null,"name_kind":"","basis":"","party":true,"league":false,"pioneers":false,"opening":{"index":1,"key":"${hash}","content":"${hash}","restated":{"index":2,"key":"${hash}","content_key":"${hash}","since":[]}}}]}]}`,
    ],
  ],
  'published figures': [
    readPublishedFigures,
    [
      `{"as_of":"","checkpoint":{"size":1,"root":"${hash}"},"total":1,"baseline":0,"counted":1,"retracted":0,"by_organisation":{"party":1},"by_channel":{"web":1},"today":1,"yesterday":0,"this_week":1,"this_month":1}`,
    ],
  ],
  'list of day files': [readDayFiles, [leaves.dayFiles.list]],
  'list of days': [readDays, ['{"days":[{"date":"2026-11-22","size":3}]}']],
  metadata: [
    text(readLogMetadata),
    [
      `exeunt-log-metadata/v1\norigin ${golden.origin}\nversion 1\nkey ${golden.vkey}\npolicy ${hash}\nfrozen 5\n`,
    ],
  ],
}

for (const [name, [read, samples]] of Object.entries(READERS)) {
  test(`any bytes at all, read as ${name}, are a value or refused`, async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map(bytes),
    )
    await fc.assert(
      fc.asyncProperty(noise, async (input) => void (await endsWell(() => read(input)))),
      { numRuns: 300 },
    )
  })

  test(`what nearly is a ${name} is a value or refused`, async () => {
    const cut = fc.record({ from: fc.nat(), length: fc.nat(12), instead: fc.uint8Array({ maxLength: 6 }) })
    const nearly = fc
      .tuple(fc.constantFrom(...samples), fc.array(cut, { maxLength: 3 }))
      .map(([sample, cuts]) => {
        return cuts.reduce((whole, { from, length, instead }) => {
          const at = from % (whole.length + 1)
          return Uint8Array.from([...whole.subarray(0, at), ...instead, ...whole.subarray(at + length)])
        }, bytes(sample))
      })
    await fc.assert(
      fc.asyncProperty(nearly, async (input) => void (await endsWell(() => read(input)))),
      { numRuns: 500 },
    )
  })
}
