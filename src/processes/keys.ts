// The keys of an installation that its settings lead to, and how to tell that they are not this database's.
import { type Config, ConfigError } from '#config'
import { type Database } from '#db'
import { keyedHash, loadDeskKey, loadInstallationKeys } from '#vault'

export function installationKeys(config: Config) {
  return loadInstallationKeys(secretsOf(config))
}

export function secretsOf({ dataDir }: Config): string {
  return `${dataDir}/secrets`
}

/** What tells the keys that turn return codes into look-up values from any others, and gives none of them away. */
export function keyFingerprint(config: Config): Uint8Array {
  const { code, once } = installationKeys(config)
  return keyedHash(code, 'exeunt/key-fingerprint/v1', once.reveal())
}

/**
 * The keys at hand are not those that the database's return codes were made with: every code out
 * there would be unknown. Better not to open than to tell people that their code is wrong.
 */
export async function refuseLostKeys(db: Database, config: Config): Promise<void> {
  const known = await db.selectFrom('installation.key').select('fingerprint').executeTakeFirst()
  if (known && Buffer.compare(known.fingerprint, keyFingerprint(config)) === 0) return
  throw new ConfigError(
    `the keys in ${secretsOf(config)} are not those of this database: restore them from the backup`,
  )
}

/** What tells the desk's own key from any other. */
export function deskKeyFingerprint(config: Config): Uint8Array {
  return keyedHash(loadDeskKey(secretsOf(config)), 'exeunt/key-fingerprint/v1', new Uint8Array(0))
}

/** A desk with another key would hand out codes that are unknown at the site. */
export async function refuseForeignDeskKey(db: Database, config: Config): Promise<void> {
  const known = await db.selectFrom('installation.desk_key').select('fingerprint').executeTakeFirst()
  if (known && Buffer.compare(known.fingerprint, deskKeyFingerprint(config)) === 0) return
  throw new ConfigError(
    `${secretsOf(config)}/desk.key is not this installation's: "exeunt migrate" makes it, beside the other keys; copy it from there`,
  )
}
