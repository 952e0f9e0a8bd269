import { openInstallation } from '../supervisor/open-installation.ts'
import { start as startInstallation } from '../supervisor/start.ts'
import { type Command, readArgs, SETTINGS, settings } from './command.ts'
import { say } from './say.ts'

export const start: Command = {
  help: `Starts the embedded PostgreSQL (or uses DATABASE_URL), migrates it, and serves the site and the desk
until Ctrl-C.

  --demo   SAMPLE data in an installation of its own, and passkeys that the page brings along

${SETTINGS}`,
  async run(args, stop) {
    const { flags } = readArgs(args, { flags: ['demo'] })
    await startInstallation(settings({ demo: flags.has('demo') }), stop)
  },
}

export const migrate: Command = {
  help: `Applies every migration that is new, each in a transaction of its own.\n\n${SETTINGS}`,
  async run(args) {
    readArgs(args, {})
    await using installation = await openInstallation(settings())
    if (installation.firstLink) say(`First member of staff: ${installation.firstLink}`)
  },
}
