import * as fs from 'node:fs'
import { join } from 'node:path'

/** Every path below a directory and itself, without following symbolic links. */
export function* walk(path: string): Generator<{ path: string; stat: fs.Stats }> {
  const stat = fs.lstatSync(path)
  yield { path, stat }
  if (stat.isDirectory()) for (const name of fs.readdirSync(path)) yield* walk(join(path, name))
}

export function readIfThere(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}
