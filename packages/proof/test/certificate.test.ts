// A certificate, on paper and as a file, from whoever signs it to whoever looks at it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Certificate,
  certificateLink,
  checkCertificate,
  ProofError,
  readCertificateLink,
  readFile,
  readIssuers,
  readNumber,
  readPaper,
  showCredential,
  STATES,
  statusPath,
  type CertificateVerdict,
  writeCompact,
  writeIssuers,
} from '../src/index.ts'
import { type Cbor, type CborKey, readCbor, Tagged, writeCbor } from '../src/certificate/cbor.ts'
import { readCompact } from '../src/certificate/compact.ts'
import { readSdJwt } from '../src/certificate/sd-jwt.ts'
import { someCentre } from './sample-centre.ts'

const centre = await someCentre()
const { certificate, issuers, now } = centre

test('what a certificate says on paper is what it says in its file', async () => {
  const paper = readPaper(readCertificateLink(await centre.onPaper(certificate)))
  const file = readFile(await centre.asFile(certificate))
  for (const part of [
    'number',
    'issuer',
    'issued',
    'declaration',
    'holder',
    'checks',
    'leaf',
    'status',
  ] as const)
    assert.deepEqual([paper[part], file[part]], [certificate[part], certificate[part]], part)
})

test('everything of a good certificate passes, and nothing that could not be looked at', async () => {
  const all = { signature: 'passed', issuer: 'passed', status: 'passed' }
  const file = await centre.check(readFile(await centre.asFile(certificate)))
  assert.deepEqual(outcomes(file), { ...all, ledger: 'passed' })
  const paper = await centre.check(readPaper(readCertificateLink(await centre.onPaper(certificate))))
  assert.deepEqual(outcomes(paper), { ...all, ledger: 'unchecked' })
  const alone = await checkCertificate(readFile(await centre.asFile(certificate)), {
    issuers,
    statusList: null,
    now,
  })
  assert.deepEqual(outcomes(alone), { ...all, status: 'unchecked', ledger: 'passed' })
})

const NAMED = certificate.holder.kind === 'named' ? certificate.holder : assert.fail()

test('a day of birth is signed as whole as the paper has it, in both writings', async () => {
  for (const born of ['1968-05-17', '1968-05', '1968', '1900']) {
    const one = { ...certificate, holder: { ...NAMED, born } }
    for (const shown of [
      readPaper(readCertificateLink(await centre.onPaper(one))),
      readFile(await centre.asFile(one)),
    ]) {
      assert.deepEqual(shown.holder, one.holder)
      assert.deepEqual((await centre.check(shown)).signature, { outcome: 'passed' })
    }
  }
  for (const born of ['1968-13', '1968-00', '68', '1968-02-30', '1968-01-01T00', ''])
    await assert.rejects(async () =>
      readPaper(readCertificateLink(await centre.onPaper({ ...certificate, holder: { ...NAMED, born } }))),
    )
})
const ANOTHER: Partial<{ [Part in keyof Certificate]: Certificate[Part] }>[] = [
  { number: '7Q2M9PA3RTVK' },
  { issued: '2026-11-27' },
  { declaration: { ...certificate.declaration, received: '2026-10-01' } },
  { declaration: { ...certificate.declaration, registered: '2026-10-01' } },
  { declaration: { ...certificate.declaration, left: { party: true, league: true, pioneers: true } } },
  { holder: { ...NAMED, name: 'SAMPLE 另一人' } },
  { holder: { ...NAMED, latin: 'SAMPLE ANOTHER' } },
  { holder: { ...NAMED, born: '1970-01-01' } },
  { holder: { ...NAMED, birthplace: 'SAMPLE elsewhere' } },
  { checks: [] },
  { leaf: { ...certificate.leaf, index: 3 } },
  { status: { ...certificate.status, index: 8 } },
]
for (const change of ANOTHER) {
  const what = JSON.stringify(change)
  test(`on paper, ${what} under the old signature makes the signature fail, and the issuer pass`, async () => {
    const cose = readCertificateLink(await centre.onPaper(certificate))
    const forged = withPayload(cose, writeCompact({ ...certificate, ...change }))
    const { signature, issuer } = await centre.check(readPaper(forged))
    assert.deepEqual([signature, issuer], [{ outcome: 'failed', why: 'altered' }, { outcome: 'passed' }])
  })
}

test('in the file, a claim that is altered makes the signature fail; a name that is altered or added is no credential at all', async () => {
  const token = await centre.asFile(certificate)
  const [jwt = '', ...disclosures] = token.split('~')
  const [head, body = '', tail] = jwt.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  for (const [name, value] of [
    ['ref', '7Q2M9PA3RTVK'],
    ['received_on', '2026-10-01'],
    ['registered_on', '2026-10-01'],
    ['organisations', ['party']],
    ['checks', []],
  ] as const) {
    const forged = Buffer.from(JSON.stringify({ ...claims, [name]: value })).toString('base64url')
    const { signature } = await centre.check(
      readFile([`${head}.${forged}.${tail}`, ...disclosures].join('~')),
    )
    assert.deepEqual(signature, { outcome: 'failed', why: 'altered' }, name)
  }
  const another = Buffer.from(JSON.stringify(['salt', 'name', 'SAMPLE 另一人'])).toString('base64url')
  for (const list of [
    [another, ...disclosures.slice(1)],
    [another, ...disclosures],
    [...disclosures.slice(0, 1), ...disclosures],
  ])
    assert.throws(() => readFile([jwt, ...list].join('~')), ProofError)
})

test('a certificate of another centre, of an unknown key, of a day that the key did not sign on, or of a lost key fails at its issuer alone', async () => {
  const foreign = await someCentre()
  const shown = readFile(await foreign.asFile(certificate))
  assert.deepEqual(outcomes(await centre.check(shown)), {
    signature: 'unchecked',
    issuer: 'failed',
    status: 'passed',
    ledger: 'passed',
  })
  const [key] = issuers.keys
  if (!key) assert.fail()
  const why = async (change: Partial<typeof issuers>, certified: Certificate = certificate) => {
    const verdict = await checkCertificate(readFile(await centre.asFile(certified)), {
      issuers: { ...issuers, ...change },
      statusList: null,
      now,
    })
    assert.equal(verdict.signature.outcome, 'passed')
    return verdict.issuer.outcome === 'failed' ? verdict.issuer.why : verdict.issuer.outcome
  }
  assert.equal(await why({}), 'passed')
  assert.equal(await why({ keys: [{ ...key, lost: '2026-11-28' }] }), 'key-lost')
  assert.equal(await why({ issuer: 'https://another.example' }), 'another-issuer')
  assert.equal(await why({}, { ...certificate, issued: '2027-12-31' }), 'outside-period')
  assert.equal(
    await why({ keys: [{ ...key, to: '2026-11-28' }] }),
    'passed',
    'retired, and good for what it signed',
  )
})

test('each state of the list is said, and a list that is old, foreign or altered says nothing', async () => {
  const shown = readFile(await centre.asFile(certificate))
  const status = async (statusList: string | null, at = now) =>
    (await checkCertificate(shown, { issuers, statusList, now: at })).status
  for (const [state, number] of Object.entries(STATES)) {
    const found = await status(await centre.list({ [certificate.status.index]: number }))
    assert.deepEqual(found, state === 'valid' ? { outcome: 'passed' } : { outcome: 'failed', why: state })
  }
  const list = await centre.list({})
  const unchecked = (why: string) => ({ outcome: 'unchecked', why })
  assert.deepEqual(await status(null), unchecked('no-list'))
  assert.deepEqual(await status(list, new Date(now.getTime() + 8 * 86_400_000)), unchecked('old-list'))
  assert.deepEqual(await status(`${list.slice(0, -4)}AAAA`), unchecked('broken-list'))
  assert.deepEqual(await status('SAMPLE'), unchecked('broken-list'))
  assert.deepEqual(await status(await (await someCentre()).list({})), unchecked('broken-list'))
  assert.deepEqual(
    await status(await centre.list({}, { uri: 'https://centre.example/another' })),
    unchecked('broken-list'),
  )
  const beyond = readFile(
    await centre.asFile({ ...certificate, status: { ...certificate.status, index: 9_999_999 } }),
  )
  const verdict = await checkCertificate(beyond, { issuers, statusList: list, now })
  assert.deepEqual(verdict.status, { outcome: 'failed', why: 'not-listed' })
})

test('a place at which nothing was issued is no place of a valid certificate, in either writing', async () => {
  const everywhere = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [index, STATES.unissued]))
  const statusList = await centre.list({ ...everywhere, [certificate.status.index]: STATES.valid })
  const forged = { ...certificate, status: { ...certificate.status, index: 8 } }
  for (const [one, status] of [
    [certificate, { outcome: 'passed' }],
    [forged, { outcome: 'failed', why: 'unissued' }],
  ] as const)
    for (const shown of [
      readFile(await centre.asFile(one)),
      readPaper(readCertificateLink(await centre.onPaper(one))),
    ]) {
      const verdict = await checkCertificate(shown, { issuers, statusList, now })
      assert.deepEqual([verdict.signature.outcome, verdict.status], ['passed', status])
    }
})

test('a leaf that is not there, is another, or states other organisations fails in the ledger alone', async () => {
  const why = async (token: string) => {
    const verdict = await centre.check(readFile(token))
    assert.deepEqual([verdict.signature.outcome, verdict.issuer.outcome], ['passed', 'passed'])
    return verdict.ledger.outcome === 'passed' ? 'passed' : verdict.ledger.why
  }
  assert.equal(await why(await centre.asFile(certificate)), 'passed')
  const left = { party: true, league: false, pioneers: false }
  assert.equal(
    await why(await centre.asFile({ ...certificate, declaration: { ...certificate.declaration, left } })),
    'other-organisations',
  )
  assert.equal(
    await why(await centre.asFile({ ...certificate, leaf: { ...certificate.leaf, index: 4 } })),
    'another-leaf',
  )
  assert.equal(
    await why(
      await centre.asFile({ ...certificate, leaf: { ...certificate.leaf, hash: new Uint8Array(16) } }),
    ),
    'another-leaf',
  )
  const forged = centre.proof.slice()
  const at = Buffer.from(forged).indexOf('\n', Buffer.from(forged).indexOf('index')) + 3
  forged[at] = forged[at] === 0x41 ? 0x42 : 0x41
  assert.equal(await why(await centre.asFile(certificate, forged)), 'not-there')
})

test('its holder shows that somebody declared, or under which name, or all; what is not shown is nowhere in what she hands over', async () => {
  const whole = await centre.asFile(certificate)
  const anonymous = showCredential(whole, 'anonymous')
  for (const hidden of [NAMED.name, NAMED.latin, NAMED.born, NAMED.birthplace]) {
    const all = anonymous.split(/[.~]/).map((part) => Buffer.from(part, 'base64url').toString())
    assert.ok(!all.some((part) => part.includes(hidden)), hidden)
  }
  const shown = readFile(anonymous)
  assert.deepEqual([shown.holder, shown.leaf, shown.ledgerProof], [null, null, null])
  assert.deepEqual(outcomes(await centre.check(shown)), {
    signature: 'passed',
    issuer: 'passed',
    status: 'passed',
    ledger: 'unchecked',
  })
  const alias = { ...certificate, holder: { kind: 'pseudonym', name: 'SAMPLE 青松' } as const }
  const pseudonymous = readFile(showCredential(await centre.asFile(alias), 'pseudonym'))
  assert.deepEqual(pseudonymous.holder, alias.holder)
  assert.equal((await centre.check(pseudonymous)).ledger.outcome, 'passed')
  assert.equal(showCredential(whole, 'full'), whole)
})

test('any certificate is read as it was written, in both writings', async () => {
  const day = fc
    .integer({ min: -20_000, max: 60_000 })
    .map((at) => new Date(at * 86_400_000).toISOString().slice(0, 10))
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((one) => /\S/.test(one) && one.isWellFormed())
  const any: fc.Arbitrary<Certificate> = fc.record({
    number: fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      minLength: 12,
      maxLength: 12,
    }),
    issuer: fc.constant('https://centre.example'),
    issued: day,
    declaration: fc.record({
      left: fc.record({ party: fc.boolean(), league: fc.boolean(), pioneers: fc.boolean() }),
      received: day,
      registered: day,
    }),
    holder: fc.oneof(
      fc.record({ kind: fc.constant('pseudonym' as const), name: text }),
      fc.record({
        kind: fc.constant('named' as const),
        name: text,
        latin: text,
        born: day,
        birthplace: fc.oneof(text, fc.constant('')),
      }),
    ),
    checks: fc.array(
      fc.record({
        what: fc.constantFrom('passport' as const, 'return-code' as const),
        how: fc.constantFrom('in-person' as const, 'video' as const),
        day,
      }),
      { maxLength: 4 },
    ),
    leaf: fc.record({ index: fc.nat(), hash: fc.uint8Array({ minLength: 16, maxLength: 16 }) }),
    status: fc.record({ uri: fc.constant('https://centre.example/status/1'), index: fc.nat() }),
  })
  await fc.assert(
    fc.asyncProperty(any, async (one) => {
      assert.deepEqual(readCompact(writeCompact(one)), structuredClone(one))
      const { kid, signature, signed, ledgerProof, ...rest } = readFile(await centre.asFile(one))
      assert.deepEqual(rest, structuredClone(one))
      assert.ok(kid && signature && signed && ledgerProof)
    }),
    { numRuns: 300 },
  )
})

test('whatever is read instead of a certificate is refused in words, and never otherwise', async () => {
  const cose = readCertificateLink(await centre.onPaper(certificate))
  const token = await centre.asFile(certificate)
  fc.assert(
    fc.property(fc.nat({ max: cose.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const flipped = cose.slice()
      flipped[at] = (flipped[at] ?? 0) ^ bits
      try {
        readPaper(flipped)
      } catch (cause) {
        return cause instanceof ProofError
      }
      return true
    }),
    { numRuns: 3_000 },
  )
  const read = [(text: string) => readFile(text), (text: string) => readPaper(readCertificateLink(text))]
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat({ max: token.length }).map((at) => token.slice(0, at)),
      ),
      (text) =>
        read.every((reader) => {
          try {
            reader(text)
            // Cut off after a disclosure, it is the same with less of it shown.
            return text.endsWith('~')
          } catch (cause) {
            return cause instanceof ProofError
          }
        }),
    ),
    { numRuns: 2_000 },
  )
})

test('a certificate with a bit turned over anywhere is read as none, or fails', async () => {
  const cose = readCertificateLink(await centre.onPaper(certificate))
  let read = 0
  for (let at = 0; at < cose.length * 8; at++) {
    const flipped = cose.slice()
    flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7))
    let shown
    try {
      shown = readPaper(flipped)
    } catch {
      continue
    }
    read += 1
    const { signature, issuer } = await centre.check(shown)
    assert.ok(signature.outcome !== 'passed', `bit ${at}`)
    assert.ok(signature.outcome === 'failed' || issuer.outcome === 'failed', `bit ${at}`)
  }
  assert.ok(read > 500)
})

test('CBOR has one writing, and every other is refused', () => {
  const value: fc.Arbitrary<Cbor> = fc.letrec<{ value: Cbor }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.maxSafeInteger(),
      fc.string({ unit: 'grapheme' }).filter((one) => one.isWellFormed()),
      fc.uint8Array({ maxLength: 40 }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .array(fc.tuple(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme-ascii' })), tie('value')), {
          maxLength: 4,
        })
        .map((pairs) => new Map<CborKey, Cbor>(pairs)),
    ),
  })).value
  fc.assert(
    fc.property(value, (one) => {
      assert.deepEqual(writeCbor(readCbor(writeCbor(one))), writeCbor(one))
    }),
  )
  for (const hex of [
    '1800',
    '190001',
    '5f4101ff',
    'a2010201 03',
    'a202010101',
    'f4',
    'fa47c35000',
    '1bffffffffffffffff',
    '83',
    '6180',
    '0000',
  ])
    assert.throws(() => readCbor(Buffer.from(hex.replace(' ', ''), 'hex')), ProofError, hex)
})

test('a token that is signed with nothing, or of another kind, is no credential', async () => {
  const token = await centre.asFile(certificate)
  const [jwt = '', ...rest] = token.split('~')
  const [, body, tail] = jwt.split('.')
  for (const header of [
    { alg: 'none' },
    { alg: 'HS256', typ: 'dc+sd-jwt' },
    { alg: 'ES256', typ: 'JWT', kid: 'AAAA' },
  ]) {
    const head = Buffer.from(JSON.stringify(header)).toString('base64url')
    assert.throws(() => readFile([`${head}.${body}.${tail}`, ...rest].join('~')), ProofError)
  }
  assert.throws(() => readSdJwt(`${token}eyJhbGciOiJub25lIn0`), ProofError, 'a key binding of nobody')
})

test('a certificate sends nobody who checks it elsewhere, nor to an address that was made for her', () => {
  const at = (uri: string) => statusPath({ uri }, 'https://centre.example')
  assert.equal(at('https://centre.example/status/1'), '/status/1')
  for (const uri of [
    'https://elsewhere.example/status/1',
    'https://centre.example.elsewhere.example/status/1',
    'https://centre.example/status/1?who=K7Q2M9PA3RTV',
    'https://centre.example/status/K7Q2M9PA3RTV',
    'https://centre.example/status/1234567',
    'https://centre.example/en/return',
    'http://centre.example/status/1',
    '/status/1',
  ])
    assert.equal(at(uri), null, uri)
})

test('a number is read as people write it', () => {
  assert.equal(readNumber('k7q2-m9pa-3rtv'), 'K7Q2M9PA3RTV')
  assert.equal(readNumber('OIl0 0000 0000'), '011000000000')
  for (const wrong of ['', 'K7Q2', 'K7Q2-M9PA-3RTU', 'K7Q2M9PA3RTVX'])
    assert.equal(readNumber(wrong), undefined, wrong)
})

test('the pinned list is read as it was written, and refused where a part is missing', () => {
  const written = Buffer.from(writeIssuers(issuers))
  assert.deepEqual(readIssuers(written), issuers)
  const json = JSON.parse(written.toString()) as Record<string, unknown>
  for (const name of Object.keys(json))
    assert.throws(
      () => readIssuers(Buffer.from(JSON.stringify({ ...json, [name]: undefined }))),
      ProofError,
      name,
    )
})

test('a name in Chinese and in Latin letters comes to a code of at most 300 bytes', async () => {
  const cose = readCertificateLink(await centre.onPaper(certificate))
  assert.ok(cose.length <= 300, `${cose.length} bytes`)
  assert.match(certificateLink('https://centre.example', cose), /^https:\/\/centre\.example\/v#\d+$/)
})

function outcomes(verdict: CertificateVerdict): Record<string, string> {
  return Object.fromEntries(Object.entries(verdict).map(([name, { outcome }]) => [name, outcome]))
}

/** The same signature over another payload. */
function withPayload(cose: Uint8Array, payload: Uint8Array): Uint8Array {
  const tagged = readCbor(cose)
  if (!(tagged instanceof Tagged)) assert.fail()
  const [header = '', open = '', , signature = ''] = tagged.value as readonly Cbor[]
  return writeCbor(new Tagged(tagged.tag, [header, open, payload, signature]))
}
