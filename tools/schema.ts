// Writes src/db/schema.ts, the types of the migrated database at DATABASE_URL. With --check it
// changes nothing and fails when the file is stale.
import { spawnSync } from 'node:child_process'
import { SCHEMAS } from '../src/db/texts.ts'

const { status } = spawnSync(
  'kysely-codegen',
  [
    '--dialect',
    'postgres',
    '--url',
    process.env['DATABASE_URL'] ?? '',
    '--include-pattern',
    `(${SCHEMAS.join('|')}).*`,
    '--default-schema',
    'public',
    '--date-parser',
    'string',
    '--type-mapping',
    JSON.stringify({ int8: 'number', bytea: 'Uint8Array' }),
    '--out-file',
    'src/db/schema.ts',
    ...(process.argv.includes('--check') ? ['--verify'] : []),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
process.exitCode = status ?? 1
