// A canary is composed in an administrator's browser. Whoever opens it, or sees what is stored of it, is not to know that by its make.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Secret, systemClock } from '#basics'
import { blankDraft, DOORS, toSubmission } from '#channels'
import { type Destination, submit, type SubmissionRow } from '#intake'
import { identityFromSeed, labelOf, openRecord } from '#vault'
import { sealCanary } from './browser/seal-canary.ts'

const CASES = [
  { name: 'SAMPLE 林晓雨', words: 'SAMPLE 现在声明退出。', contact: 'SAMPLE by post', language: 'zh-hans' },
  { name: ' SAMPLE  Ama\u0301ya ', words: 'a\r\nSAMPLE\n\n\n\nb', contact: '\tSAMPLE', language: 'en' },
  {
    name: 'SAMPLE 刘\ue863',
    words: `SAMPLE 再次 ${'字'.repeat(900)}`,
    contact: '＋１２',
    language: 'zh-hant',
  },
  { name: '1', words: 'SAMPLE sample@example.org', contact: 'x'.repeat(200), language: 'en' },
] as const

const draft = identityFromSeed(new Secret(randomBytes(32)))
const contact = identityFromSeed(new Secret(randomBytes(32)))
const to: Destination = {
  draft: { id: randomUUID(), branch: 'centre', recipient: draft.recipient },
  contact: { id: randomUUID(), branch: 'centre', recipient: contact.recipient },
}

test('what an administrator composes is written, labelled and sealed as what comes by the web door, byte for byte', async () => {
  for (const invented of CASES) {
    const declared = await asDeclared(invented)
    const canary = await sealCanary(invented, {
      draft: { id: to.draft.id, recipient: to.draft.recipient.text },
      contact: { id: to.contact.id, recipient: to.contact.recipient.text },
    })
    match(canary.id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const [sealed, apart] = [canary.sealed, canary.contact.sealed].map((one) => Buffer.from(one, 'base64'))
    ok(sealed && apart && declared.contact)
    equal(sealed.length, declared.sealed.length, 'as long, sealed')
    equal(apart.length, declared.contact.sealed.length)
    deepEqual(headOf(sealed), headOf(declared.sealed), 'of the same kind')
    deepEqual([canary.box, canary.contact.box], [declared.box, declared.contact.box])
    equal(canary.language, declared.language)
    for (const [field, identity, mine, theirs] of [
      ['submission', draft, sealed, declared.sealed],
      ['contact', contact, apart, declared.contact.sealed],
    ] as const) {
      const opened = openRecord({ identity, ...labelOf(field, canary.id), file: mine })
      const known = openRecord({ identity, ...labelOf(field, declared.id), file: theirs })
      ok(opened.outcome === 'opened' && known.outcome === 'opened', field)
      equal(textOf(opened.payload), textOf(known.payload))
    }
  }
})

/** The same, said on the site's form: what intake stores of it. */
async function asDeclared({
  name,
  words,
  contact: reach,
  language,
}: (typeof CASES)[number]): Promise<SubmissionRow> {
  const [person] = blankDraft().people
  ok(person)
  const parsed = toSubmission(
    {
      ...blankDraft(),
      people: [{ ...person, name, nameKind: 'real', league: true, pioneers: true }],
      words,
      contact: reach,
      visibility: 'name-and-words',
    },
    language,
  )
  ok(parsed.outcome === 'submission')
  const key = () => new Secret<Uint8Array>(randomBytes(32))
  let stored: SubmissionRow | undefined
  const { submission } = parsed
  const facts = { fillSeconds: 60, trap: '' }
  const earlier = { asked: null, found: null }
  await submit(
    { door: DOORS.web, clientKey: randomBytes(32), submission, facts, earlier, wantsCode: true },
    {
      db: null as never, // Nothing is asked of it: the row is looked at instead of being put in.
      clock: systemClock,
      timeZone: 'Asia/Shanghai',
      keys: { code: key(), once: key() },
      boxes: async () => ({ forDeclaration: () => to, all: () => [to], ofBranch: () => to.draft }),
      async putIn(_, row) {
        stored = row
        return 'taken'
      },
    },
  )
  ok(stored)
  return stored
}

/** The lines of an age file before its key exchange. */
function headOf(file: Uint8Array): string[] {
  return textOf(file)
    .split('\n')
    .slice(0, 2)
    .map((line) => line.split(' ').slice(0, 2).join(' '))
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
