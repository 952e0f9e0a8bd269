import { type Config } from '#config'
import { openSigner, serveSigner } from '#signer'
import { openProcess, type ProcessOptions, type Running } from './process.ts'

/** The holder of the ledger's key. It knows no database and no network: a socket in its own directory is all. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async ({ config, logger, stack }) => {
    const { signerDir: directory } = config
    const signer = openSigner({ directory, origin: logOrigin(config) })
    stack.use(await serveSigner(signer, { directory, logger }))
  })
}

/** The log's name: where its files are served, without a scheme (tlog-tiles). A demonstration's says what it is. */
export function logOrigin({ siteOrigin, demo }: Config): string {
  return `${demo ? 'SAMPLE.' : ''}${new URL(siteOrigin).host}/log`
}
