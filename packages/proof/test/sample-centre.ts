// A centre of nobody, with a key, a ledger of a few leaves, a list of states, and a certificate.
import assert from 'node:assert/strict'
import { randomBytes, webcrypto } from 'node:crypto'
import {
  type Certificate,
  certificateLink,
  checkCertificate,
  commit,
  digestOf,
  type Es256Signer,
  issueCredential,
  type Issuers,
  leafHash,
  makeInclusion,
  memoryTree,
  type ShownCertificate,
  signCose,
  signStatusList,
  type CertificateVerdict,
  writeCompact,
  writeLeaf,
  writeTlogProof,
} from '../src/index.ts'
import { publish } from './sample-log.ts'
import { bytes, golden } from './vectors.ts'

const LEFT = { party: false, league: false, pioneers: true }
const INDEX = 5
const NOW = new Date('2026-11-28T12:00:00Z')
const STATUS = 'https://centre.example/status/1'

export interface SampleCentre {
  readonly certificate: Certificate
  readonly issuers: Issuers
  readonly now: Date
  readonly proof: Uint8Array
  readonly signer: Es256Signer
  onPaper(certificate: Certificate): Promise<string>
  asFile(certificate: Certificate, proof?: Uint8Array): Promise<string>
  /** A list of valid certificates, but for these indices. */
  list(states: Record<number, number>, differing?: { uri?: string }): Promise<string>
  /** With today's list, in which all are valid. */
  check(shown: ShownCertificate): Promise<CertificateVerdict>
}

/** `now`: the moment at which its list of states is an hour old. */
export async function someCentre({ now = NOW }: { now?: Date } = {}): Promise<SampleCentre> {
  const { signer, key } = await someSigner()
  const entries = Array.from({ length: 9 }, (_, nth) =>
    writeLeaf({
      kind: 'add',
      left: LEFT,
      commitment: commit({ key: new Uint8Array(32).fill(nth), record: bytes('SAMPLE') }),
    }),
  )
  const log = await publish(entries)
  const hashes = entries.map(leafHash)
  const proof = writeTlogProof({
    extra: entries[INDEX],
    index: INDEX,
    proof: await makeInclusion({ index: INDEX, size: entries.length, source: memoryTree(hashes) }),
    checkpoint: log.get('checkpoint') ?? assert.fail(),
  })
  const certificate: Certificate = {
    number: 'K7Q2M9PA3RTV',
    issuer: 'https://centre.example',
    issued: '2026-11-28',
    declaration: { left: LEFT, received: '2026-11-02', registered: '2026-11-04' },
    holder: {
      kind: 'named',
      name: 'SAMPLE 林晓雨',
      latin: 'SAMPLE LIN Xiaoyu',
      born: '1968-05-17',
      birthplace: '四川成都',
    },
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-20' }],
    leaf: { index: INDEX, hash: (hashes[INDEX] ?? assert.fail()).slice(0, 16) },
    status: { uri: STATUS, index: 7 },
  }
  const issuers: Issuers = {
    number: 1,
    issuer: 'https://centre.example',
    root: '0'.repeat(64),
    rootX5c: 'AAAA',
    sample: true,
    keys: [{ kid: signer.kid, key, from: '2026-01-01', to: '2026-12-31', lost: null, x5c: 'AAAA' }],
    ledger: [golden.vkey],
    signature: null,
  }
  const list: SampleCentre['list'] = async (states, { uri = STATUS } = {}) => {
    const all = new Uint8Array(1_000)
    for (const [index, state] of Object.entries(states)) all[Number(index)] = state
    const issuedAt = Math.floor(now.getTime() / 1_000) - 3_600
    return signStatusList(signer, {
      uri,
      issuedAt,
      expiresAt: issuedAt + 7 * 86_400,
      keptFor: 43_200,
      states: all,
    })
  }
  return {
    certificate,
    issuers,
    now,
    proof,
    signer,
    list,
    async onPaper(one) {
      return certificateLink('https://centre.example', await signCose(signer, writeCompact(one)))
    },
    asFile: (one, ledgerProof = proof) =>
      issueCredential(signer, {
        certificate: one,
        ledgerProof,
        chain: [bytes('SAMPLE')],
        salt: () => new Uint8Array(randomBytes(16)),
      }),
    check: async (shown) => checkCertificate(shown, { issuers, statusList: await list({}), now }),
  }
}

async function someSigner(): Promise<{ signer: Es256Signer; key: { x: Uint8Array; y: Uint8Array } }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const raw = new Uint8Array(await webcrypto.subtle.exportKey('raw', publicKey))
  const spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', publicKey))
  const signer: Es256Signer = {
    kid: new Uint8Array(digestOf(spki).slice(0, 8)),
    sign: async (signed) =>
      new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, signed)),
  }
  return { signer, key: { x: raw.slice(1, 33), y: raw.slice(33) } }
}
