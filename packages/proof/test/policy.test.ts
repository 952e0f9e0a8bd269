import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  COSIGNER_KEY,
  NOTE_KEY,
  ProofError,
  type VerifierKey,
  quorumMet,
  readPolicy,
  signerFromSeed,
  writeVerifierKey,
} from '../src/index.ts'
import { bytes } from './vectors.ts'

const log = await key('log.example', NOTE_KEY, 1)
const log2 = await key('log2.example', NOTE_KEY, 2)
const [x1, x2, x3, y1, y2] = await Promise.all(
  [11, 12, 13, 14, 15].map((seed) => key(`w${seed}`, COSIGNER_KEY, seed)),
)
if (!x1 || !x2 || !x3 || !y1 || !y2) throw new Error('Five witnesses.')
const v = writeVerifierKey
const witnesses = `witness X1 ${v(x1)}\nwitness X2 ${v(x2)}\nwitness X3 ${v(x3)} https://w.example/\nwitness Y1 ${v(y1)}\n`

test('the example of tlog-policy asks for two of three here and any there', () => {
  const {
    quorum,
    logs,
    witnesses: read,
  } = readPolicy(
    bytes(`
# a comment
  \t# another
log ${v(log)}
${witnesses}
group X-witnesses 2 X1 X2 X3
witness Y2\t ${v(y2)}
group Y-witnesses any Y1 Y2
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
log ${v(log2)} https://log.example/
`),
  )
  assert.deepEqual([logs.length, read.length, read[2]?.url], [2, 5, 'https://w.example/'])
  assert.ok(quorumMet(quorum, [x1, x3, y2]))
  assert.ok(quorumMet(quorum, [x1, x2, x3, y1, y2]))
  for (const few of [[], [x1, x2, x3], [x1, y1, y2], [x1, x1, y1], [y1, y2], [log, log2, y1]]) {
    assert.ok(!quorumMet(quorum, few), few.map(({ name }) => name).join(' '))
  }
})

test('a policy may ask for nobody, or for one witness', () => {
  assert.ok(quorumMet(readPolicy(bytes('quorum none\n')).quorum, []))
  const { quorum } = readPolicy(bytes(`${witnesses}quorum X2`))
  assert.ok(quorumMet(quorum, [x2]) && !quorumMet(quorum, [x1, x3]))
})

test('names are octets: whatever is not ASCII is compared byte by byte', () => {
  const text = Buffer.from(
    `witness K ${v(x1)}\nwitness \u212a ${v(x2)}\nwitness \xff ${v(x3)}\nquorum \xff\n`,
    'latin1',
  )
  assert.ok(quorumMet(readPolicy(text).quorum, [x3]))
})

const named = `log ${v(log)}\n${witnesses}`
const REFUSED: Record<string, [string, number?]> = {
  'no quorum': [named],
  nothing: [''],
  'two quorums': [`quorum none\nquorum none\n`, 2],
  'a quorum of an unknown name': [`quorum X1\n${witnesses}`, 1],
  'a quorum of two names': [`${named}quorum X1 X2\n`, 6],
  'a quorum without a name': [`quorum\n`, 1],
  'an unknown word': [`${named}witnesses X\nquorum none\n`, 6],
  'a word in capitals': [`LOG ${v(log)}\nquorum none\n`, 1],
  'the same log twice': [`log ${v(log)}\nlog ${v(log)}\nquorum none\n`, 2],
  'the same witness under two names': [`${named}witness Z ${v(x1)}\nquorum none\n`, 6],
  'a name twice': [`${named}witness X1 ${v(y2)}\nquorum none\n`, 6],
  'a witness called none': [`witness none ${v(x1)}\nquorum none\n`, 1],
  'a log with the key of a witness': [`log ${v(x1)}\nquorum none\n`, 1],
  'a witness with the key of a log': [`witness L ${v(log)}\nquorum none\n`, 1],
  'a broken key': [`log ${v(log).slice(0, -1)}\nquorum none\n`, 1],
  'a log with too many words': [`log ${v(log)} https://a b\nquorum none\n`, 1],
  'a witness with too many words': [`witness a ${v(x1)} b c\nquorum none\n`, 1],
  'a group of nobody': [`${named}group g any\nquorum g\n`, 6],
  'a group of all of nobody': [`${named}group g all\nquorum g\n`, 6],
  'none of a group': [`${named}group g 0 X1\nquorum g\n`, 6],
  'three of two': [`${named}group g 3 X1 X2\nquorum g\n`, 6],
  'a leading zero': [`${named}group g 01 X1 X2\nquorum g\n`, 6],
  'most of a group': [`${named}group g most X1 X2\nquorum g\n`, 6],
  'a member twice': [`${named}group g any X1 X1\nquorum g\n`, 6],
  'a member of two groups': [`${named}group g any X1\ngroup h any X1\nquorum g\n`, 7],
  'a group that has itself': [`${named}group g any g\nquorum g\n`, 6],
  'a member defined later': [`group g any X1\n${witnesses}quorum g\n`, 1],
  'none as a member': [`${named}group g any none\nquorum g\n`, 6],
  'a carriage return': [`quorum none\r\n`, 1],
  'a zero octet': [`quorum none\0\n`, 1],
  'a delete': [`# \x7f\nquorum none\n`, 1],
}

for (const [what, [text, line]] of Object.entries(REFUSED)) {
  test(`a policy is refused: ${what}`, () => {
    assert.throws(
      () => readPolicy(bytes(text)),
      (error) =>
        error instanceof ProofError &&
        error.code === 'bad-policy' &&
        error.place === (line && `line ${line}`),
    )
  })
}

async function key(
  name: string,
  type: typeof NOTE_KEY | typeof COSIGNER_KEY,
  seed: number,
): Promise<VerifierKey> {
  return (await signerFromSeed({ name, type, seed: new Uint8Array(32).fill(seed) })).key
}
