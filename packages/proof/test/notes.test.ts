import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  COSIGNER_KEY,
  NOTE_KEY,
  cosign,
  decodeBase64,
  openCheckpoint,
  openNote,
  policyOfLogs,
  readCheckpoint,
  readHash,
  readNote,
  readSignature,
  readSigner,
  readVerifierKey,
  signNote,
  signerFromSeed,
  verifyCosignature,
  writeCheckpoint,
  writeNote,
  writeSigningKey,
  writeVerifierKey,
} from '../src/index.ts'
import { refused } from './refused.ts'
import { bytes, fromHex, golden, notes, tessera } from './vectors.ts'

const [peter, enoch] = notes.notes
if (!peter?.skey || !enoch) throw new Error('The vectors of notes are not here.')
const peterKey = readVerifierKey(peter.vkey)
const enochKey = readVerifierKey(enoch.vkey)
const both = `${peter.text}\n— PeterNeumann ${peter.signature}\n— EnochRoot ${enoch.signature}\n`

test('the published notes open, and say who signed', async () => {
  for (const { vkey, text, signature } of notes.notes) {
    const key = readVerifierKey(vkey)
    assert.equal(writeVerifierKey(key), vkey)
    const opened = await openNote(bytes(`${text}\n— ${key.name} ${signature}\n`), [key])
    assert.deepEqual(opened, { outcome: 'opened', text, signed: [{ key, atSeconds: undefined }] })
  }
})

test('a signing key signs the published bytes', async () => {
  const signer = await readSigner(peter.skey ?? '')
  assert.equal(writeVerifierKey(signer.key), peter.vkey)
  const note = new TextDecoder().decode(await signNote({ text: peter.text, signers: [signer] }))
  assert.equal(note, `${peter.text}\n— PeterNeumann ${peter.signature}\n`)
  const seed = decodeBase64((peter.skey ?? '').split('+').slice(4).join('+')).slice(1)
  assert.equal(writeSigningKey(signer.key, seed), peter.skey)
})

test('no part of a key and no key with one octet changed is a key', async () => {
  for (let start = 0; start < peter.vkey.length; start++) {
    for (let end = start; end <= peter.vkey.length; end++) {
      const part = peter.vkey.slice(start, end)
      if (part !== peter.vkey) assert.throws(() => readVerifierKey(part), refused('bad-key'), part)
    }
  }
  for (const text of [peter.vkey, peter.skey ?? '']) {
    for (let at = 0; at < text.length; at++) {
      for (const by of [-1, 1]) {
        const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + by) + text.slice(at + 1)
        const read = async () => (text === peter.vkey ? readVerifierKey(changed) : readSigner(changed))
        await assert.rejects(read, refused('bad-key'), changed)
      }
    }
  }
})

test('names have no space and no plus sign', async () => {
  for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\u0085b', 'a\nb', 'a\u3000', '\ud800']) {
    await assert.rejects(
      signerFromSeed({ name, type: NOTE_KEY, seed: new Uint8Array(32) }),
      refused('bad-key'),
    )
    assert.throws(
      () => readSignature(`— ${name} ${peter.signature}`),
      refused('bad-note'),
      JSON.stringify(name),
    )
  }
})

test('a note with two signatures opens for either key, and signatures of others mean nothing', async () => {
  for (const keys of [[peterKey], [enochKey], [peterKey, enochKey]]) {
    const opened = await openNote(bytes(both), keys)
    assert.ok(opened.outcome === 'opened' && opened.signed.length === keys.length)
  }
  const stranger = (await signerFromSeed({ name: 'stranger', type: NOTE_KEY, seed: new Uint8Array(32) })).key
  assert.deepEqual(await openNote(bytes(both), [stranger]), { outcome: 'unsigned' })
  // The same name, another key: not the same signer.
  const namesake = (await signerFromSeed({ name: 'PeterNeumann', type: NOTE_KEY, seed: new Uint8Array(32) }))
    .key
  assert.deepEqual(await openNote(bytes(both), [namesake]), { outcome: 'unsigned' })
})

test('the same signature twice is one, and an empty line inside the text is text', async () => {
  const line = `— PeterNeumann ${peter.signature}\n`
  const opened = await openNote(bytes(`${peter.text}\n${line}${line}`), [peterKey])
  assert.ok(opened.outcome === 'opened' && opened.signed.length === 1)
  const signer = await readSigner(peter.skey ?? '')
  const text = 'one\n\ntwo\n\n\nthree\n'
  const note = await signNote({ text, signers: [signer] })
  assert.deepEqual(await openNote(note, [peterKey]), {
    outcome: 'opened',
    text,
    signed: [{ key: peterKey, atSeconds: undefined }],
  })
})

test('a changed text or a false signature of a known key opens nothing, also beside a good one', async () => {
  const falsehood = { outcome: 'bad-signature', name: 'PeterNeumann' }
  assert.deepEqual(await openNote(bytes(both.replace('cryptography', 'cryptographY')), [peterKey]), falsehood)
  const swapped = both.replace(peter.signature, peter.signature.slice(0, 6) + enoch.signature.slice(6))
  assert.deepEqual(await openNote(bytes(swapped), [enochKey, peterKey]), falsehood)
})

test('what is no note is refused', () => {
  const line = `— PeterNeumann ${peter.signature}\n`
  const refusedNotes: Record<string, string> = {
    nothing: '',
    'no signature': `${peter.text}\n`,
    'no empty line': `${peter.text}${line}`,
    'no final line feed': both.slice(0, -1),
    'a control character': both.replace('the', 't\x01e'),
    'a tab': both.replace(' ', '\t'),
    'a carriage return': both.replaceAll('\n', '\r\n'),
    'a line that is no signature': `${both}signed, me\n`,
    'a hyphen for the dash': both.replaceAll('—', '-'),
    'a name with a space': both.replace('— Peter', '— Pe ter'),
    'no name': both.replace('PeterNeumann', ''),
    'a signature that is not base64': both.replace(peter.signature, `${peter.signature.slice(0, -1)}!`),
    'a signature without a second writing': both.replace('wJnAM=', 'wJnAN='),
    'only a key id': both.replace(peter.signature, 'x08gow=='),
    'more than a hundred signatures': `${peter.text}\n${Array.from({ length: 101 }, () => line).join('')}`,
  }
  for (const [what, note] of Object.entries(refusedNotes)) {
    assert.throws(() => readNote(bytes(note)), refused('bad-note'), what)
  }
  const wrong = Uint8Array.from(bytes(both))
  wrong[3] = 0xff
  assert.throws(() => readNote(wrong), refused('bad-note'), 'not UTF-8')
  for (const text of ['no line feed', 'a\x01\n', '\ud800\n']) {
    assert.throws(
      () =>
        writeNote({
          text,
          signatures: [{ name: 'a', keyId: new Uint8Array(4), signature: new Uint8Array(4) }],
        }),
      refused('bad-note'),
    )
  }
  assert.throws(() => writeNote({ text: 'a\n', signatures: [] }), refused('bad-note'))
})

test('the golden checkpoint is made byte for byte, and opens with its cosignature', async () => {
  const log = await signerFromSeed({ name: golden.origin, type: NOTE_KEY, seed: fromHex(golden.logSeedHex) })
  const witness = await signerFromSeed({
    name: 'w1.example.org',
    type: COSIGNER_KEY,
    seed: fromHex(golden.witnessSeedHex),
  })
  assert.equal(writeVerifierKey(log.key), golden.vkey)
  assert.equal(writeVerifierKey(witness.key), golden.witnessVkey)
  const text = writeCheckpoint({ origin: golden.origin, size: golden.size, root: readHash(golden.root) })
  const cosignature = await cosign({ cosigner: witness, text, atSeconds: golden.cosignedAtSeconds })
  const note = await signNote({ text, signers: [log], earlier: [cosignature] })
  assert.equal(new TextDecoder().decode(note), golden.note)

  const policy = {
    ...policyOfLogs([log.key]),
    witnesses: [{ key: witness.key, url: undefined }],
    quorum: { kind: 'witness', key: witness.key } as const,
  }
  const opened = await openCheckpoint(note, policy)
  assert.ok(opened.outcome === 'opened' && opened.quorum === 'met' && opened.checkpoint.size === 8)
  assert.deepEqual(opened.cosigned, [{ key: witness.key, atSeconds: golden.cosignedAtSeconds }])

  const alone = await signNote({ text, signers: [log] })
  const missed = await openCheckpoint(alone, policy)
  assert.ok(missed.outcome === 'opened' && missed.quorum === 'missed')
  assert.deepEqual(await openCheckpoint(writeNote({ text, signatures: [cosignature] }), policy), {
    outcome: 'unsigned',
  })
  // Another second is another statement.
  const signature = Uint8Array.from(cosignature.signature)
  signature[7] = (signature[7] ?? 0) ^ 1
  assert.equal(await verifyCosignature({ key: witness.key, text, signature }), undefined)
  assert.equal(await verifyCosignature({ key: log.key, text, signature }), undefined)
})

test('a log cannot sign for another origin', async () => {
  const log = await signerFromSeed({ name: golden.origin, type: NOTE_KEY, seed: fromHex(golden.logSeedHex) })
  const text = writeCheckpoint({ origin: 'example.org/other', size: 8, root: readHash(golden.root) })
  const note = await signNote({ text, signers: [log] })
  const foreign = { outcome: 'foreign-origin', origin: 'example.org/other' }
  assert.deepEqual(await openCheckpoint(note, policyOfLogs([log.key])), foreign)
})

test('the checkpoint of tessera opens', async () => {
  const root = readHash(tessera.rootsBySize['15'] ?? '')
  const text = writeCheckpoint({ origin: tessera.origin, size: 15, root })
  const note = bytes(`${text}\n— ${tessera.origin} ${tessera.signatureOfSize15}\n`)
  const opened = await openCheckpoint(note, policyOfLogs([readVerifierKey(tessera.vkey)]))
  assert.ok(opened.outcome === 'opened' && opened.checkpoint.size === 15)
})

test('a checkpoint has one writing', () => {
  const { root } = golden
  assert.deepEqual(readCheckpoint(`a\n8\n${root}\nx\ny\n`).extensions, ['x', 'y'])
  assert.equal(readCheckpoint(`a\n0\n${root}\n`).size, 0)
  for (const text of [
    '',
    '\n',
    `a\n8\n${root}`,
    `\n8\n${root}\n`,
    `a\n08\n${root}\n`,
    `a\n+8\n${root}\n`,
    `a\n-8\n${root}\n`,
    `a\n8.0\n${root}\n`,
    `a\n9007199254740992\n${root}\n`,
    `a\n99999999999999999999\n${root}\n`,
    `a\n8\n${root.slice(0, -1)}\n`,
    `a\n8\nAAAA\n`,
    `a\n8\n${root.replace('g=', 'h=')}\n`,
    `a\n8\n${root}\n\n`,
    `a\n8\n${root}\n\nx\n`,
  ]) {
    assert.throws(() => readCheckpoint(text), refused('bad-checkpoint'), JSON.stringify(text))
  }
  for (const origin of ['', 'a\nb']) {
    assert.throws(() => writeCheckpoint({ origin, size: 1, root: readHash(root) }), refused('bad-checkpoint'))
  }
})
