import * as v from 'valibot'
import { RULES } from '#approvals'
import { CONTENT_MAX_BYTES, openPrepared } from '#certificates'
import { text, uuid } from '#parse'
import { type Area, call } from '../shell/contract.ts'

const ISSUES_OR_APPROVES = [...RULES.certificate.asks, ...RULES.certificate.answers]
const content = text({ max: CONTENT_MAX_BYTES })

export const certificates = {
  page: {
    path: '/certificates',
    standing: 'admitted',
    roles: ['issuer', 'head', 'administrator'],
    title: 'certificates-title',
    nav: 'desk-nav-certificates',
    old: true,
  },
  calls: {
    certificateDraft: call({
      path: '/api/certificate/draft',
      standing: 'admitted',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ content }),
      answer: ({ deps }, { content: drafted }) => deps.issuing.draft(drafted),
    }),

    certificateContent: call({
      path: '/api/certificate/content',
      standing: 'fresh',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ approval: uuid }),
      answer: async ({ deps, session: { member: by, holder } }, { approval }) => {
        const found = await openPrepared(deps, { by, holder, approval })
        if (!found) return { outcome: 'not-there' as const }
        const { request, box, boxKey, sealed } = found
        return { outcome: 'content' as const, request, sealed: { box, boxKey, sealed } }
      },
    }),

    // In clear for the length of this request: the process that signs compares it with what was agreed to.
    certificateIssue: call({
      path: '/api/certificate/issue',
      standing: 'admitted',
      roles: ISSUES_OR_APPROVES,
      body: v.strictObject({ approval: uuid, content }),
      answer: ({ deps }, { approval, content: agreed }) => deps.issuing.issue({ approval, text: agreed }),
    }),
  },
} satisfies Area
