import { type KeyPair, makeKeyPair } from '../../shell/browser/identity.ts'
import { sealBoxKey } from '../../shell/browser/sealed.ts'

export interface InstallationStart {
  /** Its secret half goes on five papers. */
  readonly recovery: KeyPair
  readonly forServer: {
    readonly recovery: string
    readonly box: { id: string; recipient: string; sealedToMember: string; sealedToRecovery: string }
  }
}

/** The keys of a new installation, made in its first member's browser: recovery, and the first box. */
export async function startInstallation(member: string): Promise<InstallationStart> {
  const [recovery, box] = await Promise.all([makeKeyPair(), makeKeyPair()])
  const id = crypto.randomUUID()
  const [sealedToMember, sealedToRecovery] = await Promise.all([
    sealBoxKey(id, box.identity, member),
    sealBoxKey(id, box.identity, recovery.recipient),
  ])
  const forServer = {
    recovery: recovery.recipient,
    box: { id, recipient: box.recipient, sealedToMember, sealedToRecovery },
  }
  return { recovery, forServer }
}
