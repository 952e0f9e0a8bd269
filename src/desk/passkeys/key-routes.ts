import {
  addPasskey,
  giveOwedKeys,
  keepBox,
  keepLookedAt,
  keysToLookAt,
  newPasskeyOptions,
  owedKeys,
  retirePasskey,
} from '#staff'
import { type BoxId, type KeyToLookAt } from '#vault'
import { assertion, attestation } from '../shell/assertion.ts'
import { type Handlers } from '../shell/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import {
  base64url,
  bytes,
  list,
  moment,
  object,
  oneOf,
  orNull,
  readBody,
  type Reader,
  recipient,
  sealedKey,
  text,
  uuid,
} from '../shell/read-body.ts'
import { type GivenReply, type LookReply, type OwedReply, type PasskeyReply } from '../shell/wire.ts'

const sealed = sealedKey
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

type Names =
  | 'boxMake'
  | 'boxLook'
  | 'boxLooked'
  | 'keysOwed'
  | 'keysGive'
  | 'passkeyOptions'
  | 'passkeyAdd'
  | 'passkeyRetire'

/** Keys: of boxes, which members' browsers make and hand on, and of members. None of them can be read here. */
export function keyRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  const demoRecipient = deps.demo?.recipient ?? null
  return {
    boxMake: async (c) => {
      const body = await readBody(c, newBox, 8 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      const { member: by, roles } = c.get('session')
      return c.json(await keepBox({ ...c.get('deps'), demoRecipient }, { by, roles, box: body.value }))
    },

    boxLook: async (c) => {
      const { proposed, keys, recovery } = await keysToLookAt(c.get('deps'))
      return c.json<LookReply>({ proposed: proposed.map(onTheWire), keys: keys.map(onTheWire), recovery })
    },

    boxLooked: async (c) => {
      const boxes = list(uuid, 200)
      const confirmed = list(object({ box: uuid, recovery: orNull(sealed) }), 200)
      const read = object({ confirmed, refused: boxes, good: boxes, bad: boxes })
      const body = await readBody(c, read, 2 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      await keepLookedAt(c.get('deps'), { by: c.get('session').member, ...body.value })
      return c.json({ outcome: 'kept' })
    },

    keysOwed: async (c) => {
      const body = await readBody(c, object({ after: orNull(object({ box: uuid, holder: uuid })) }))
      if (body.outcome === 'answered') return body.answer
      const keys = await owedKeys(c.get('deps'), body.value.after)
      return c.json<OwedReply>({
        keys: keys.map((key) => ({ ...key, sealed: Buffer.from(key.sealed).toString('base64') })),
      })
    },

    keysGive: async (c) => {
      const keys = list(object({ box: uuid, holder: uuid, sealed }), 200)
      const body = await readBody(c, object({ keys }), 2 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      const by = c.get('session').member
      return c.json<GivenReply>(await giveOwedKeys(c.get('deps'), { by, ...body.value }))
    },

    passkeyOptions: async (c) => {
      const { member, name, passkey } = c.get('session')
      if (passkey === null) return c.json({ outcome: 'not-allowed' }, 403)
      return c.json(await newPasskeyOptions(c.get('deps'), { member, name }))
    },

    passkeyAdd: async (c) => {
      const read = object({
        response: attestation,
        wrappedIdentity: bytes({ max: 1024 }),
        at: moment,
        touch: assertion,
      })
      const body = await readBody(c, read, 64 * 1024)
      if (body.outcome === 'answered') return body.answer
      const { member } = c.get('session')
      return c.json<PasskeyReply>(await addPasskey(c.get('deps'), { member, ...body.value }))
    },

    passkeyRetire: async (c) => {
      const body = await readBody(c, object({ credential: base64url(1400) }))
      if (body.outcome === 'answered') return body.answer
      const { member } = c.get('session')
      return c.json<PasskeyReply>(await retirePasskey(c.get('deps'), { member, ...body.value }))
    },
  }
}

function onTheWire({ box, recipient: of, sealed: key }: KeyToLookAt) {
  return { box, recipient: of, sealed: Buffer.from(key).toString('base64') }
}
