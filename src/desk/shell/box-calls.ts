import * as v from 'valibot'
import { branchId, bytes, list, recipient, type Schema, text, uuid } from '#parse'
import { giveOwedKeys, keepBox, keepLookedAt, keysToLookAt, owedKeys } from '#staff'
import { type BoxId, isSealedKey } from '#vault'
import { call, NOTHING } from './contract.ts'

/** A box's key, as base64: sealed to one recipient, whoever that is. */
export const sealedKey: Schema<Uint8Array, string> = v.pipe(bytes({ max: 16 * 1024 }), v.check(isSealedKey))

export const boxId = v.pipe(
  uuid,
  v.transform((id) => id as BoxId),
)

/** A member's id, or `recovery`. */
const holder = text({ max: 40, pattern: /^[a-z0-9-]+$/ })

/** Keys of boxes, which members' browsers make and hand on. None of them can be read here. */
export const boxCalls = {
  boxMake: call({
    path: '/api/box/make',
    standing: 'admitted',
    maxBytes: 8 * 1024 * 1024,
    body: v.strictObject({
      id: boxId,
      branch: branchId,
      class: v.picklist(['draft', 'contact', 'papers']),
      week: text({ max: 8, pattern: /^\d{4}-W\d{2}$/ }),
      recipient,
      keys: list(v.strictObject({ holder, sealed: sealedKey }), { max: 1_000 }),
    }),
    answer: ({ deps, session: { member: by, roles } }, box) => keepBox(deps, { by, roles, box }),
  }),

  boxLook: call({
    path: '/api/box/look',
    standing: 'admitted',
    body: NOTHING,
    answer: ({ deps }) => keysToLookAt(deps),
  }),

  boxLooked: call({
    path: '/api/box/looked',
    standing: 'admitted',
    maxBytes: 2 * 1024 * 1024,
    body: v.strictObject({
      confirmed: list(v.strictObject({ box: uuid, recovery: v.nullable(sealedKey) }), { max: 200 }),
      refused: list(uuid, { max: 200 }),
      good: list(uuid, { max: 200 }),
      bad: list(uuid, { max: 200 }),
    }),
    answer: async ({ deps, session }, looked) => {
      await keepLookedAt(deps, { by: session.member, ...looked })
      return { outcome: 'kept' as const }
    },
  }),

  keysOwed: call({
    path: '/api/box/owed',
    standing: 'admitted',
    body: v.strictObject({ after: v.nullable(v.strictObject({ box: uuid, holder: uuid })) }),
    answer: async ({ deps }, { after }) => ({ keys: await owedKeys(deps, after) }),
  }),

  keysGive: call({
    path: '/api/box/give',
    standing: 'admitted',
    maxBytes: 2 * 1024 * 1024,
    body: v.strictObject({
      keys: list(v.strictObject({ box: uuid, holder: uuid, sealed: sealedKey }), { max: 200 }),
    }),
    answer: ({ deps, session }, { keys }) => giveOwedKeys(deps, { by: session.member, keys }),
  }),
}
