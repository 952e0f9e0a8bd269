// Programs that nobody here wrote look at what a centre signs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { readCertificateLink, showCredential, verifyEs256 } from '../src/index.ts'
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
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

const foreign = new SDJwtVcInstance({
  hasher: (data: string | ArrayBuffer) =>
    new Uint8Array(
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    ),
  hashAlg: 'sha-256',
  verifier: (data: string, signature: string) =>
    verifyEs256(key, new Uint8Array(Buffer.from(signature, 'base64url')), bytes(data)),
  statusListFetcher: () => centre.list({}),
  statusVerifier: () => Promise.resolve(true),
})

test('@sd-jwt/sd-jwt-vc reads the same claims from the file, and from what its holder shows of it', async () => {
  const token = await centre.asFile(certificate)
  const { payload } = await foreign.verify(token, {
    currentDate: centre.now.getTime() / 1_000,
    disableStatusVerification: true,
  })
  const claims = payload as Record<string, unknown>
  assert.deepEqual(
    [claims['ref'], claims['organisations'], claims['name'], claims['birthdate']],
    [certificate.number, ['pioneers'], 'SAMPLE 林晓雨', '1968-05-17'],
  )
  const anonymous = await foreign.verify(showCredential(token, 'anonymous'), {
    disableStatusVerification: true,
  })
  assert.ok(!('name' in anonymous.payload))
  const [jwt = '', ...rest] = token.split('~')
  const added = Buffer.from(JSON.stringify(['salt', 'name', 'SAMPLE 另一人'])).toString('base64url')
  await assert.rejects(foreign.verify([jwt, added, ...rest].join('~'), { disableStatusVerification: true }))
})

test('@meeco/sd-jwt-vc verifies the file as well', async () => {
  const { Verifier } = createRequire(import.meta.url)('@meeco/sd-jwt-vc') as {
    Verifier: new () => {
      verifyVCSDJWT(
        token: string,
        verify: (jwt: string) => Promise<boolean>,
        hash: (data: string) => string,
      ): Promise<Record<string, unknown>>
    }
  }
  const read = await new Verifier().verifyVCSDJWT(
    await centre.asFile(certificate),
    async (jwt) => {
      const [head, body, signature = ''] = jwt.split('.')
      return verifyEs256(key, new Uint8Array(Buffer.from(signature, 'base64url')), bytes(`${head}.${body}`))
    },
    (data) => createHash('sha256').update(data).digest('base64url'),
  )
  assert.equal(read['name_latin'], 'SAMPLE LIN Xiaoyu')
})

const PYTHON = '/usr/bin/python3'
const noPython =
  spawnSync(PYTHON, ['-c', 'import cbor2, jwcrypto, cryptography']).status === 0
    ? false
    : 'needs python3-cbor2, python3-jwcrypto, python3-cryptography'

test(
  'Python verifies the code on paper with cbor2 and cryptography, the file with jwcrypto, and reads the list with zlib',
  { skip: noPython },
  async () => {
    const input = {
      jwk,
      cose: Buffer.from(readCertificateLink(await centre.onPaper(certificate))).toString('base64'),
      token: await centre.asFile(certificate),
      list: await centre.list({ 7: 1, 8: 3 }),
    }
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT], {
      input: JSON.stringify(input),
      encoding: 'utf8',
    })
    assert.equal(stderr, '')
    assert.deepEqual(JSON.parse(stdout), {
      number: certificate.number,
      name: 'SAMPLE 林晓雨',
      issuer: 'https://centre.example',
      claims: certificate.number,
      disclosed: ['birthdate', 'birthplace', 'leaf', 'ledger_proof', 'name', 'name_latin'],
      unmatched: 0,
      states: [0, 1, 3, 0],
    })
  },
)

const SCRIPT = `
import base64, hashlib, json, sys, zlib
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from jwcrypto import jwk, jws

def url(text): return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))

given = json.load(sys.stdin)
tag = cbor2.loads(base64.b64decode(given['cose']))
header, _, payload, signature = tag.value
assert tag.tag == 18 and cbor2.loads(header)[1] == -7
point = ec.EllipticCurvePublicNumbers(
    int.from_bytes(url(given['jwk']['x']), 'big'), int.from_bytes(url(given['jwk']['y']), 'big'), ec.SECP256R1())
der = encode_dss_signature(int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big'))
point.public_key().verify(der, cbor2.dumps(['Signature1', header, b'', payload]), ec.ECDSA(hashes.SHA256()))
claims = cbor2.loads(payload)

jwt, *disclosures = given['token'].split('~')
key = jwk.JWK(**given['jwk'])
token = jws.JWS(); token.deserialize(jwt, key)
body = json.loads(token.payload)
shown = [d for d in disclosures if d]
digests = {base64.urlsafe_b64encode(hashlib.sha256(d.encode()).digest()).decode().rstrip('='): json.loads(url(d))[1] for d in shown}

status = jws.JWS(); status.deserialize(given['list'], key)
states = json.loads(status.payload)['status_list']
packed, bits = zlib.decompress(url(states['lst'])), states['bits']
json.dump({
    'number': claims[-65537][1], 'name': claims[-65537][5][0], 'issuer': claims[1], 'claims': body['ref'],
    'disclosed': sorted(digests.values()), 'unmatched': len(set(digests) - set(body['_sd'])),
    'states': [(packed[i * bits // 8] >> (bits * (i % (8 // bits)))) & (2 ** bits - 1) for i in (0, 7, 8, 9)],
}, sys.stdout)
`
