import { cleanName } from '#channels'
import { enrol, enrolOptions } from '#staff'
import { type BoxId } from '#vault'
import { attestation } from '../old/assertion.ts'
import { type Handlers } from '../old/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import {
  base64url,
  bytes,
  object,
  orNull,
  readBody,
  type Reader,
  recipient,
  sealedKey,
  text,
  uuid,
} from '../old/read-body.ts'
import { type EnrolReply } from '../old/wire.ts'

const token = base64url(64)

const deskName: Reader<string> = (value) => {
  const typed = text({ max: 400 })(value)
  const name = typed === undefined ? '' : cleanName(typed)
  return name.length >= 1 && Array.from(name).length <= 80 ? name : undefined
}

const enrolment = object({
  token,
  name: deskName,
  response: attestation,
  recipient,
  wrappedIdentity: bytes({ max: 1024 }),
  installation: orNull(
    object({
      recovery: recipient,
      box: object({
        id: uuid as Reader<BoxId>,
        recipient,
        sealedToMember: sealedKey,
        sealedToRecovery: sealedKey,
      }),
    }),
  ),
})

export function enrolRoutes(deps: DeskDeps): Pick<Handlers, 'enrolOptions' | 'enrol'> {
  return {
    enrolOptions: async (c) => {
      const body = await readBody(c, object({ token, name: deskName }))
      if (body.outcome === 'answered') return body.answer
      return c.json(await enrolOptions(deps, body.value))
    },

    enrol: async (c) => {
      const body = await readBody(c, enrolment, 128 * 1024)
      if (body.outcome === 'answered') return body.answer
      return c.json<EnrolReply>(await enrol(deps, body.value))
    },
  }
}
