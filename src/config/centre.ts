import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { base32nopad } from '@scure/base'
import { forEveryLanguage, type Language, languageFor, localeFor } from '#i18n'
import { ConfigError } from './config-error.ts'
import { type Environment, origin } from './environment.ts'

/**
 * Who runs an installation, and where else its site is. It stands on the site, on certificates, and on slips of those who want it. All of it is
 * text of the operator's: whoever can set it can already do everything here. What is not set is empty, and is said to be.
 */
export interface Centre {
  /** `EXEUNT_CENTRE_NAME`; in a language `EXEUNT_CENTRE_NAME_` and its tag, as `EXEUNT_CENTRE_NAME_ZH_HANS`, if it is another there. */
  readonly name: Readonly<Record<Language, string>>
  /** `EXEUNT_CENTRE_ADDRESS`: where it can be visited or written to, in one line. */
  readonly address: string
  /** `EXEUNT_CENTRE_CONTACT`: how an office that holds a certificate reaches it. */
  readonly contact: string
  /** `EXEUNT_CENTRE_PRESS`: how the press does. */
  readonly press: string
  /** `EXEUNT_CENTRE_MARK`: its mark, read from the file that the setting names. */
  readonly mark: Mark | null
  /** `EXEUNT_ONION`: the same site as an onion service. */
  readonly onion: string | null
  /** `EXEUNT_MIRRORS`: other addresses of the same site, run by the centre. */
  readonly mirrors: readonly string[]
  /** `EXEUNT_SOURCE`: where the source of exactly this installation is. Absent: the site hands it out itself. */
  readonly source: string | null
}

/** A picture that is drawn small: lines in SVG, or a PNG. */
export interface Mark {
  readonly type: 'image/svg+xml' | 'image/png'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** In characters, of each line. The fullest certificate with the longest lines is one page. */
export const CENTRE_LINE_MOST = 100
const ADDRESS_MOST = 200
const MIRRORS_MOST = 8
const MARK_MAX_BYTES = 64 * 1024

export function readCentre(env: Environment): Centre {
  const name = line(env, 'EXEUNT_CENTRE_NAME')
  return {
    name: forEveryLanguage((language) => line(env, settingOf(language)) || name),
    address: line(env, 'EXEUNT_CENTRE_ADDRESS'),
    contact: line(env, 'EXEUNT_CENTRE_CONTACT'),
    press: line(env, 'EXEUNT_CENTRE_PRESS'),
    mark: mark(env),
    onion: onion(env),
    mirrors: mirrors(env),
    source: source(env),
  }
}

/** A demonstration is run by nobody, whatever the environment says, and never speaks in a centre's name (invariant: SAMPLE is unmistakable). */
export const SAMPLE_CENTRE: Centre = {
  // Made when it is asked for: whatever has no pages reads no catalogue.
  get name() {
    return forEveryLanguage((language) =>
      localeFor(languageFor('site', language), { sample: true }).t('common-sample-centre'),
    )
  },
  address: 'SAMPLE Street 1, 00000 SAMPLE City',
  contact: 'office@sample.example',
  press: 'press@sample.example',
  mark: {
    type: 'image/svg+xml',
    bytes: new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"><g fill="none" stroke="#1b3fa6" stroke-width="3"><circle cx="24" cy="24" r="21"/><path d="M15 24h20M28 16l8 8-8 8"/></g></svg>',
    ),
  },
  // No key has this address, so that it leads nobody anywhere.
  onion: `http://${'sample'.repeat(9)}sa.onion`,
  mirrors: ['https://mirror.sample.example'],
  source: null,
}

function settingOf(language: Language): string {
  return `EXEUNT_CENTRE_NAME_${language.toUpperCase().replaceAll('-', '_')}`
}

/** One line of text. It is printed on paper as well, where a line has an end. */
function line(env: Environment, name: string): string {
  const text = (env[name] ?? '').trim()
  if ([...text].length > CENTRE_LINE_MOST || /\p{C}|\p{Zl}|\p{Zp}/u.test(text))
    throw new ConfigError(`${name} must be one line of at most ${CENTRE_LINE_MOST} characters`)
  return text
}

function mark(env: Environment): Mark | null {
  const path = env['EXEUNT_CENTRE_MARK']
  if (!path) return null
  const bytes = read(path)
  const type = bytes && kindOf(bytes)
  if (!bytes || !type || bytes.length > MARK_MAX_BYTES)
    throw new ConfigError(
      `EXEUNT_CENTRE_MARK must name an SVG or PNG file of at most ${MARK_MAX_BYTES / 1024} KiB: it is "${path}"`,
    )
  return { type, bytes }
}

function read(path: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    return null
  }
}

/** By its first bytes: a name says nothing. */
function kindOf(bytes: Uint8Array): Mark['type'] | null {
  const head = Buffer.from(bytes.subarray(0, 1024))
  if (head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png'
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<svg[\s>]/.test(head.toString('utf8'))
    ? 'image/svg+xml'
    : null
}

/** An address in which a letter is wrong leads to nobody, or to somebody else; its own checksum says so. */
function onion(env: Environment): string | null {
  const text = env['EXEUNT_ONION']
  if (!text) return null
  const address = origin('EXEUNT_ONION', text)
  if (!isOnion(new URL(address).hostname))
    throw new ConfigError(`EXEUNT_ONION must be an onion address of version 3: it is "${text}"`)
  return address
}

/** Tor's rend-spec-v3, section 6: key, two bytes of checksum, and the version. */
function isOnion(hostname: string): boolean {
  const [, name] = /^(?:[a-z0-9-]+\.)*([a-z2-7]{56})\.onion$/.exec(hostname) ?? []
  if (!name) return false
  const bytes = base32nopad.decode(name.toUpperCase())
  const [key, checksum, version] = [bytes.subarray(0, 32), bytes.subarray(32, 34), bytes.subarray(34)]
  const expected = createHash('sha3-256').update('.onion checksum').update(key).update(version).digest()
  return version[0] === 3 && Buffer.compare(expected.subarray(0, 2), checksum) === 0
}

function mirrors(env: Environment): string[] {
  const named = (env['EXEUNT_MIRRORS'] ?? '').split(/[\s,]+/).filter((text) => text !== '')
  if (named.length > MIRRORS_MOST)
    throw new ConfigError(`EXEUNT_MIRRORS must be at most ${MIRRORS_MOST} addresses`)
  return named.map((text) => origin('EXEUNT_MIRRORS', text))
}

function source(env: Environment): string | null {
  const text = env['EXEUNT_SOURCE']
  if (!text) return null
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || text.length > ADDRESS_MOST)
    throw new ConfigError(`EXEUNT_SOURCE must be a web address: it is "${text}"`)
  return url.href
}
