import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { EmbeddedPostgresError } from './error.ts'

/** The account a child runs under: empty means our own. Shaped to be spread into the options of a spawn. */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>

export const isRoot = process.getuid?.() === 0

/**
 * PostgreSQL refuses to run as root. As root it runs under `nobody`, which owns nothing else on a system, so
 * that a server broken into can reach neither our code nor the files of a person.
 */
export function serverAccount(): Account {
  if (!isRoot) return {}
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  if (!nobody) throw refused('there is no account `nobody` in /etc/passwd')
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) }
}

/** Only trying tells: owners, groups, access lists and mounts all have a say on every directory above a file. */
export function canEnter(account: Account, directory: string): boolean {
  return shell(account, 'cd "$1"', directory)
}

/** Runs a line of sh under the account, with one argument as `$1`. True when it succeeds. */
export function shell(account: Account, script: string, argument: string): boolean {
  const { error, status } = spawnSync('/bin/sh', ['-c', script, 'sh', argument], {
    ...childOptions(account),
    stdio: 'ignore',
  })
  if (error) throw refused(error.message)
  return status === 0
}

/** Nothing of our environment, which may hold secrets, and a working directory that every account can enter. */
export function childOptions(account: Account) {
  return { ...account, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } } as const
}

function refused(why: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'ACCOUNT_REFUSED',
    `PostgreSQL does not run as root, and another account cannot be used here (${why}): ` +
      'start Exeunt as an ordinary user, or set DATABASE_URL.',
  )
}
