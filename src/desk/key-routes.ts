import { addPasskey, giveOwedKeys, keepBox, newPasskeyOptions, owedKeys, retirePasskey } from '#staff'
import { type BoxId } from '#vault'
import { attestation } from './assertion.ts'
import { type Handlers } from './handlers.ts'
import { type DeskNeeds } from './needs.ts'
import {
  ageFile,
  base64url,
  bytes,
  list,
  object,
  oneOf,
  orNull,
  readBody,
  type Reader,
  recipient,
  text,
  uuid,
} from './read-body.ts'
import { type GivenReply, type OwedReply, type PasskeyReply } from './wire.ts'

const sealed = ageFile({ max: 16 * 1024 })
/** A member's id, or `recovery`, or `demo`. */
const holder = text({ max: 40, pattern: /^[a-z0-9-]+$/ })

const newBox = object({
  id: uuid as Reader<BoxId>,
  branch: text({ max: 40, pattern: /^[a-z0-9-]+$/ }),
  class: oneOf(['draft', 'contact', 'papers']),
  week: text({ max: 8, pattern: /^\d{4}-W\d{2}$/ }),
  recipient,
  keys: list(object({ holder, sealed }), 1_000),
})

type Names = 'boxMake' | 'keysOwed' | 'keysGive' | 'passkeyOptions' | 'passkeyAdd' | 'passkeyRetire'

/** Keys: of boxes, which members' browsers make and hand on, and of members. None of them can be read here. */
export function keyRoutes(needs: DeskNeeds): Pick<Handlers, Names> {
  const demoRecipient = needs.demo?.recipient ?? null
  return {
    boxMake: async (c) => {
      const body = await readBody(c, newBox, 8 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      const { member: by, roles } = c.get('session')
      return c.json(await keepBox({ ...c.get('needs'), demoRecipient }, { by, roles, box: body.value }))
    },

    keysOwed: async (c) => {
      const body = await readBody(c, object({ after: orNull(object({ box: uuid, holder: uuid })) }))
      if (body.outcome === 'answered') return body.answer
      const keys = await owedKeys(c.get('needs'), body.value.after)
      return c.json<OwedReply>({
        keys: keys.map((key) => ({ ...key, sealed: Buffer.from(key.sealed).toString('base64') })),
      })
    },

    keysGive: async (c) => {
      const keys = list(object({ box: uuid, holder: uuid, sealed }), 200)
      const body = await readBody(c, object({ keys }), 2 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      const by = c.get('session').member
      return c.json<GivenReply>(await giveOwedKeys(c.get('needs'), { by, ...body.value }))
    },

    passkeyOptions: async (c) => {
      const { member, name, passkey } = c.get('session')
      if (passkey === null) return c.json({ outcome: 'not-allowed' }, 403)
      return c.json(await newPasskeyOptions(c.get('needs'), { member, name }))
    },

    passkeyAdd: async (c) => {
      const read = object({ response: attestation, wrappedIdentity: bytes({ max: 1024 }) })
      const body = await readBody(c, read, 64 * 1024)
      if (body.outcome === 'answered') return body.answer
      const { member } = c.get('session')
      return c.json<PasskeyReply>(await addPasskey(c.get('needs'), { member, ...body.value }))
    },

    passkeyRetire: async (c) => {
      const body = await readBody(c, object({ credential: base64url(1400) }))
      if (body.outcome === 'answered') return body.answer
      const { member } = c.get('session')
      return c.json<PasskeyReply>(await retirePasskey(c.get('needs'), { member, ...body.value }))
    },
  }
}
