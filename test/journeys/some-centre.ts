// A centre with a root, a key, a list of states, and a certificate of somebody in an installation's ledger.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type Day, systemRandom } from '#basics'
import { SAMPLE_CENTRE } from '#config'
import { ISSUERS_FILE } from '#issuer'
import {
  certify,
  installCertificate,
  issuersOf,
  keyForDay,
  loadIssuingKeys,
  makeRoot,
  requestKey,
} from '#issuer/keys'
import { openRenderer, paperContent } from '#issuer/paper'
import {
  type Certificate,
  certificateLink,
  issueCredential,
  leafHash,
  makeInclusion,
  readCheckpoint,
  readNote,
  signCose,
  signStatusList,
  tileReader,
  writeCompact,
  writeIssuers,
  writeTlogProof,
} from '#proof'
import { type TestInstallation } from '../installation/with-site.ts'

/** A root, a key, a list of states and a certificate of somebody whose leaf is in the installation's ledger. */
export async function someCentre(installation: TestInstallation, directory: string, { publish = true } = {}) {
  const year = (number: number) => new Date(Date.UTC(number, 0, 1))
  const root = await makeRoot({
    name: 'centre.example',
    sample: false,
    from: year(2026),
    random: systemRandom,
  })
  const chain = await certify(root.file, {
    request: requestKey(directory),
    from: year(2026),
    to: year(2036),
    random: systemRandom,
  })
  installCertificate(directory, { chain, demo: false })
  const [key] = loadIssuingKeys(directory)
  if (!key) throw new Error('no key')
  const { signer, certificate: leaf, root: rootCertificate } = keyForDay([key], '2026-11-28' as Day)
  const issuers = issuersOf([key], { issuer: installation.origin, ledger: [] })
  const { folder } = installation.deps
  const put = (path: string, content: string) => folder.put(new Map([[path, Buffer.from(content)]]))
  if (publish && issuers) put(ISSUERS_FILE, writeIssuers(issuers))
  const publishList = async (states: Record<number, number>) => {
    const all = new Uint8Array(1_000)
    for (const [index, state] of Object.entries(states)) all[Number(index)] = state
    const issuedAt = Math.floor(Date.now() / 1_000) - 60
    const list = await signStatusList(signer, {
      uri: `${installation.origin}/status/1`,
      issuedAt,
      expiresAt: issuedAt + 7 * 86_400,
      keptFor: 43_200,
      states: all,
    })
    put('status/1', list)
    return list
  }
  if (publish) await publishList({})

  const { index, bytes } = await installation.database.db
    .selectFrom('ledger.leaf')
    .select(['index', 'bytes'])
    .where('kind', '=', 'add')
    .orderBy('index', 'desc')
    .executeTakeFirstOrThrow()
  const checkpoint = folder.get('log/checkpoint') ?? assert.fail()
  const { size, root: treeRoot, origin } = readCheckpoint(readNote(checkpoint).text)
  const fetcher = { fetch: async (path: string) => folder.get(`log/${path}`) ?? ('absent' as const) }
  const source = tileReader({ fetcher, size, root: treeRoot }).hashes
  const ledgerProof = writeTlogProof({
    extra: bytes,
    index,
    proof: await makeInclusion({ index, size, source }),
    checkpoint,
  })
  const weights = /party (\d) league (\d) pioneers (\d)/.exec(Buffer.from(bytes).toString()) ?? assert.fail()
  const certificate: Certificate = {
    number: 'K7Q2M9PA3RTV',
    issuer: installation.origin,
    issued: '2026-11-28',
    declaration: {
      left: { party: weights[1] === '1', league: weights[2] === '1', pioneers: weights[3] === '1' },
      received: '2026-11-02',
      registered: '2026-11-04',
    },
    holder: {
      kind: 'named',
      name: 'SAMPLE 林晓雨',
      latin: 'SAMPLE LIN Xiaoyu',
      born: '1968-05-17',
      birthplace: '四川成都',
    },
    checks: [{ what: 'passport', how: 'in-person', day: '2026-11-20' }],
    leaf: { index, hash: leafHash(bytes).slice(0, 16) },
    status: { uri: `${installation.origin}/status/1`, index: 7 },
  }
  const link = certificateLink(installation.origin, await signCose(signer, writeCompact(certificate)))
  const token = await issueCredential(signer, {
    certificate,
    ledgerProof,
    chain: [leaf.raw, rootCertificate.raw],
    salt: () => new Uint8Array(randomBytes(16)),
  })
  return {
    root: root.fingerprint,
    link,
    token,
    publishList,
    async pdf() {
      await using renderer = openRenderer()
      const rendered = await renderer.render(
        paperContent({
          certificate,
          languages: ['zh-hans', 'en'],
          checkpoint: { origin, size, root: Buffer.from(treeRoot).toString('base64') },
          root: root.fingerprint,
          link,
          lookUpCode: null,
          credential: token,
          sample: false,
          draft: false,
          centre: SAMPLE_CENTRE,
        }),
      )
      return rendered.outcome === 'rendered' ? rendered.file : assert.fail(JSON.stringify(rendered))
    },
  }
}
