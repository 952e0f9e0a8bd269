import { join, resolve } from 'node:path'
import { makeDirectoryDurably, readTextFile, systemClock, systemRandom } from '#basics'
import { listen } from '#http'
import { ProofError, writeVerifierKey } from '#proof'
import { readLogs, witnessApp, witnessKey, witnessState } from '#witness'
import { type Command, readArgs, UsageError, wholeNumber } from './command.ts'
import { say } from './say.ts'

const PORT = '8090'

export const witness: Command = {
  help: `exeunt witness --name <name> --logs <file> [--dir witness] [--port ${PORT}]

A witness of the C2SP tlog-witness protocol, for another organisation or a branch. It needs no database. It
remembers the last checkpoint of each log that it cosigned, and cosigns only what continues it.

  --name   what its key is called: a host name of yours, such as witness.example.org
  --logs   a file with a line "log <vkey>" for each log that it takes, as a tlog-policy file has them
  --dir    where its key and what it has seen lie; keep both, and never run it from an old copy
  --port   where it listens, on 127.0.0.1: put a reverse proxy with TLS before it

At the start it prints its own key. Give that to the centre, for its policy file:
  witness <short name> <key> https://witness.example.org`,
  async run(args, stop) {
    const given = readArgs(args, { values: ['name', 'logs', 'dir', 'port'] })
    const { name, logs: file, dir = 'witness', port = PORT } = given.values
    if (!name || !file) throw new UsageError('--name and --logs are needed; try --help')
    // Before anything is made: a key that nobody asked for would lie about.
    const where = {
      port: wholeNumber({ ...given, values: { port } }, 'port'),
      hostname: '127.0.0.1',
      refusal: '',
    }
    const logs = logsFrom(file)
    const directory = resolve(dir)
    makeDirectoryDurably(directory, 0o700)
    const cosigner = await witnessKey(join(directory, 'witness.key'), { name, random: systemRandom })
    const app = witnessApp({
      cosigner,
      logs,
      state: witnessState(join(directory, 'seen')),
      clock: systemClock,
    })
    await using listening = await listen(app, where)
    say(
      `Witness ${writeVerifierKey(cosigner.key)}`,
      `  of ${logs.map((log) => log.name).join(', ')}`,
      `  on http://127.0.0.1:${listening.port}`,
      'Ctrl-C stops it.',
    )
    process.send?.('ready')
    await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
  },
}

function logsFrom(file: string) {
  try {
    return readLogs(readTextFile(file))
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw new UsageError(`${file} cannot be read`)
    throw new UsageError(`${file}${cause.place ? `, ${cause.place}` : ''}: ${cause.message}`)
  }
}
