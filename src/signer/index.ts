export { SignerError, type SignerErrorCode } from './error.ts'
export { hasKey, makeNextKey, nextKeySince, retireKey } from './keyring.ts'
export { freezeSigner, openSigner, type Signer, type SignerState, type SignOutcome } from './signer.ts'
export { serveSigner, signerAt } from './socket.ts'
