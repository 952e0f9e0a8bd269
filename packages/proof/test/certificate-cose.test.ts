// The code on paper, looked at by a program that nobody here wrote. Apart from the other ones: two of them teach one
// reader of CBOR different things.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Sign1 } from '@auth0/cose'
import { readCertificateLink } from '../src/index.ts'
import { someCentre } from './sample-centre.ts'

const centre = await someCentre()
const { certificate, issuers } = centre
const [{ key } = assert.fail()] = issuers.keys
const jwk = {
  kty: 'EC',
  crv: 'P-256',
  x: Buffer.from(key.x).toString('base64url'),
  y: Buffer.from(key.y).toString('base64url'),
}

test('@auth0/cose verifies the code on paper, and refuses it with a bit turned over', async () => {
  const cose = readCertificateLink(await centre.onPaper(certificate))
  const publicKey = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ])
  const read = Sign1.decode(Buffer.from(cose))
  assert.equal(await read.verify(publicKey).then(() => 'verified'), 'verified')
  const flipped = cose.slice()
  flipped[60] = (flipped[60] ?? 0) ^ 1
  await assert.rejects(async () => Sign1.decode(Buffer.from(flipped)).verify(publicKey))
})
