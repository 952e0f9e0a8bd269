import * as v from 'valibot'
import { cleanName } from '#channels'
import { FIRST_LANGUAGE } from '#i18n'
import { base64url, bytes, recipient, text } from '#parse'
import { enrol as enrolMember, enrolOptions } from '#staff'
import { attestation } from '../shell/assertion.ts'
import { boxId, sealedKey } from '../shell/box-calls.ts'
import { type Area, call, type Served } from '../shell/contract.ts'

const token = base64url({ max: 64 })

const name = v.pipe(
  text({ max: 400 }),
  v.transform(cleanName),
  v.check((cleaned) => cleaned.length >= 1 && Array.from(cleaned).length <= 80),
)

/** As links are sent: in no language. The browser carries the fragment, and with it the token, over to the page. */
const enrolLink = {
  method: 'GET',
  path: '/enrol',
  standing: 'public',
  serve: () => (c) => c.redirect(`/${FIRST_LANGUAGE}/enrol`, 303),
} as const satisfies Served

/** The holder of an invitation becomes a member. */
export const enrol = {
  page: { path: '/enrol', standing: 'public', title: 'desk-enrol-title' },
  served: { enrolLink },
  calls: {
    enrolOptions: call({
      path: '/api/enrol/options',
      standing: 'public',
      body: v.strictObject({ token, name }),
      answer: ({ deps }, asked) => enrolOptions(deps, asked),
    }),

    enrol: call({
      path: '/api/enrol/verify',
      standing: 'public',
      maxBytes: 128 * 1024,
      body: v.strictObject({
        token,
        name,
        response: attestation,
        recipient,
        wrappedIdentity: bytes({ max: 1024 }),
        installation: v.nullable(
          v.strictObject({
            recovery: recipient,
            box: v.strictObject({
              id: boxId,
              recipient,
              sealedToMember: sealedKey,
              sealedToRecovery: sealedKey,
            }),
          }),
        ),
      }),
      answer: ({ deps }, sent) => enrolMember(deps, sent),
    }),
  },
} satisfies Area
