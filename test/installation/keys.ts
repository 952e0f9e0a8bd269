import { randomBytes } from 'node:crypto'
import { Secret } from '#basics'
import { type InstallationKeys } from '#vault'

export function someKey(): Secret<Uint8Array> {
  return new Secret<Uint8Array>(randomBytes(32))
}

/** What the first start of an installation makes. */
export function someKeys(): InstallationKeys {
  return { code: someKey(), once: someKey(), form: someKey(), database: someKey() }
}
