import { Hono } from 'hono'
import { alonePolicy } from '#html'
import { pageHeaders, respond } from '#http'
import { ISSUERS_FILE } from '#issuer'
import { FIRST_LANGUAGE, type Language } from '#i18n'
import { type Issuers, readIssuers, writeIssuers } from '#proof'
import { type FrontEnv } from '../../front.ts'
import { keptForAMoment } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { PAGE, publicPage, type Served } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { verifyPage } from './verify-page.tsx'

/** The page that checks certificates, and what wallets and other people's programs ask of an issuer: the same for everybody. */
export function verifyPages(deps: Pick<SiteDeps, 'assets' | 'sample' | 'timeZone' | 'folder' | 'centre'>) {
  const { assets, sample, timeZone, folder, centre } = deps
  const issuers = keptForAMoment(async () => issuersIn(folder))
  const statusLists = keptForAMoment(async () => statusListsIn(folder))
  const html = (language: Language, list: Issuers | null, lists: readonly string[]) =>
    verifyPage(language, {
      assets,
      sample,
      timeZone,
      centre,
      issuers: list && writeIssuers(list),
      statusLists: lists,
    })
  const alone = {
    ...PAGE,
    ...pageHeaders({
      alone: `${alonePolicy({ assets, name: 'verify', asksSite: true })}; frame-ancestors 'none'`,
    }),
  }
  return {
    page: publicPage({
      at: () => routes.verify,
      of: [issuers, statusLists],
      headers: alone,
      show: (_, list, lists) => html(FIRST_LANGUAGE, list, lists),
    }),
    inLanguage: publicPage({
      at: routes.verifyFile,
      of: [issuers, statusLists],
      headers: { ...alone, 'Content-Disposition': 'attachment; filename="exeunt-verify.html"' },
      show: ({ locale }, list, lists) => html(locale.language, list, lists),
    }),
    wellKnown: WELL_KNOWN.map(([path, write]) =>
      publicPage({
        at: () => path,
        of: [issuers],
        headers: {
          ...pageHeaders(),
          'Content-Type': 'application/json',
          'Cache-Control': 'public, max-age=300',
          'Access-Control-Allow-Origin': '*',
        },
        show: (_, list) => list && write(list),
      }),
    ),
  }
}

/** The same page at an address that was mangled on its way, and lists of states: signed, the same for everybody, and looked at by nobody alone. */
export function verifyFiles({ folder }: Pick<SiteDeps, 'folder'>, page: Served): Hono<FrontEnv> {
  const files = new Hono<FrontEnv>()
  files.get('*', (c, next) => (MANGLED.test(c.req.path) ? respond(c, page.answer) : next()))
  files.get('/status/:number{\\d{1,6}}', (c) => {
    const list = folder.get(`status/${c.req.param('number')}`)
    return list
      ? c.body(new Uint8Array(list), 200, {
          'Content-Type': 'application/statuslist+jwt',
          'Cache-Control': 'public, max-age=300',
          'Access-Control-Allow-Origin': '*',
        })
      : c.notFound()
  })
  return files
}

/**
 * The page's address as some programs make it: `#` written as `%23` or left out, a slash or capitals put in. What the
 * certificate says has then been sent here with the path; it is written down nowhere, and the page reads it in the
 * browser all the same and says so (docs/decisions/0061-addresses-on-their-way.md).
 */
const MANGLED = /^\/v(?:\W|\d{50}|$)/i

/** Lists are numbered from one, without gaps. */
function statusListsIn(folder: SiteDeps['folder']): string[] {
  const paths: string[] = []
  for (let number = 1; folder.get(`status/${number}`); number++) paths.push(`/status/${number}`)
  return paths
}

/** The list as it lies there: as the root has signed it, or else with the keys of the ledger as that is published now. */
function issuersIn(folder: SiteDeps['folder']): Issuers | null {
  const file = folder.get(ISSUERS_FILE)
  if (!file) return null
  const list = readIssuers(file)
  if (list.signature) return list
  const vkeys = Buffer.from(folder.get('log/vkey') ?? []).toString('utf8')
  return { ...list, ledger: vkeys.split('\n').filter((line) => line !== '') }
}

const WELL_KNOWN: readonly [path: string, write: (issuers: Issuers) => string][] = [
  ['/.well-known/exeunt-issuers.json', writeIssuers],
  ['/.well-known/jwks.json', (issuers) => JSON.stringify(jwks(issuers))],
  // SD-JWT VC, section 5.
  [
    '/.well-known/jwt-vc-issuer',
    (issuers) => JSON.stringify({ issuer: issuers.issuer, jwks: jwks(issuers) }),
  ],
  // did:web, for who asks by it.
  ['/.well-known/did.json', (issuers) => JSON.stringify(didDocument(issuers))],
  // SD-JWT VC, section 6: what kind of credential it is.
  ['/.well-known/vct/withdrawal', (issuers) => JSON.stringify(typeMetadata(issuers))],
]

interface Jwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly alg: 'ES256'
  readonly use: 'sig'
  readonly kid: string
  readonly x: string
  readonly y: string
  readonly x5c: readonly string[]
}

/** Keys that are lost are in our own list alone, which says so: other programs would believe them. */
function jwks({ keys, rootX5c }: Issuers): { keys: Jwk[] } {
  const good = keys.filter(({ lost }) => lost === null)
  return {
    keys: good.map(({ kid, key, x5c }) => ({
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid: Buffer.from(kid).toString('base64url'),
      x: Buffer.from(key.x).toString('base64url'),
      y: Buffer.from(key.y).toString('base64url'),
      x5c: [x5c, rootX5c],
    })),
  }
}

function didDocument(issuers: Issuers): object {
  const id = `did:web:${encodeURIComponent(new URL(issuers.issuer).host)}`
  const verificationMethod = jwks(issuers).keys.map(({ kty, crv, alg, kid, x, y }) => ({
    id: `${id}#${kid}`,
    type: 'JsonWebKey2020',
    controller: id,
    publicKeyJwk: { kty, crv, alg, kid, x, y },
  }))
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
    id,
    verificationMethod,
    assertionMethod: verificationMethod.map((method) => method.id),
  }
}

function typeMetadata({ issuer }: Issuers): object {
  return {
    vct: `${issuer}/.well-known/vct/withdrawal`,
    name: 'Certificate of a registered declaration',
    description: 'A declaration of withdrawal stands in the register of this centre. It says nothing of law.',
  }
}
