import * as v from 'valibot'
import { answer, ANSWERS } from '#approvals'
import { branchId, uuid } from '#parse'
import { assertion } from '../shell/assertion.ts'
import { type Area, call, NOTHING } from '../shell/contract.ts'
import { settle } from '#settling'
import { shownRequests } from './shown-requests.ts'

/** What takes two: what waits for a colleague's touch, and exactly what it would do. */
export const requests = {
  page: { path: '/requests', standing: 'admitted', title: 'desk-requests-title', nav: 'desk-nav-requests' },
  calls: {
    requests: call({
      path: '/api/requests',
      standing: 'admitted',
      body: NOTHING,
      answer: ({ deps, session }) => shownRequests(deps, session),
    }),

    requestAnswer: call({
      path: '/api/request/answer',
      standing: 'admitted',
      roles: ANSWERS,
      body: v.strictObject({
        request: uuid,
        verdict: v.picklist(['approved', 'refused']),
        branch: branchId,
        touch: assertion,
      }),
      answer: ({ deps, session: { member, passkey, roles } }, { branch, ...given }) =>
        answer(deps, { by: { member, passkey, roles, branch }, ...given }, settle(deps, member)),
    }),
  },
} satisfies Area
