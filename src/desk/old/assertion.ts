import { type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { parsed } from '#parse'
import * as schemas from '../shell/assertion.ts'
import { type Reader } from './read-body.ts'

export const assertion: Reader<AuthenticationResponseJSON> = (value) => parsed(schemas.assertion, value)
export const attestation: Reader<RegistrationResponseJSON> = (value) => parsed(schemas.attestation, value)
