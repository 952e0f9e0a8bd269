import { PLACES } from '#channels'
import { type MessageKey } from '#words'

/** Everything that the work page's script may say. */
export const CASE_PHRASES: readonly MessageKey[] = [
  'desk-problem-refused', 'desk-problem-cancelled', 'desk-problem-no-prf', 'desk-problem-network', 'desk-problem-fault',
  'desk-problem-not-allowed',
  'desk-problem-signed-out', 'desk-problem-damaged', 'desk-problem-lock-lost', 'desk-problem-case-changed',
  'desk-problem-refused-verdict', 'desk-problem-question',
  'desk-register', 'desk-register-uncounted', 'desk-hold', 'desk-decline', 'desk-withdraw',
  'desk-nothing-waiting', 'desk-none', 'desk-opening',
  'desk-case-new', 'desk-case-answer', 'desk-case-withdrawal', 'desk-case-facts', 'desk-channel-web', 'desk-wish-to-withdraw',
  'desk-wish-to-withdraw-entry', 'desk-people-title',
  'organisations-party-short', 'organisations-league-short', 'organisations-pioneers-short', 'desk-not-sure', 'common-list-separator',
  'desk-kind-real', 'desk-kind-pseudonym',
  'desk-basis-self', 'desk-basis-relative', 'desk-basis-deceased', 'desk-basis-asked', 'desk-not-agreed',
  'desk-publish-name', 'desk-name-hidden', 'desk-no-words',
  'desk-visibility-name-and-words', 'desk-visibility-name', 'desk-visibility-counted',
  'desk-preview-all', 'desk-preview-name', 'desk-preview-counted',
  'desk-yes', 'desk-no', 'desk-place-none', 'desk-contact-none', 'desk-remarks-none',
  'desk-finding-sent-quickly', 'desk-finding-hidden-field-filled', 'desk-finding-contact-in-words',
  'desk-finding-names-repeat', 'desk-finding-long-list', 'desk-finding-may-be-repeated', 'desk-finding-odd-name',
  'desk-finding-no-organisation', 'desk-finding-agreement-missing',
  'desk-event-register', 'desk-event-register-uncounted', 'desk-event-hold', 'desk-event-decline',
  'desk-event-withdraw', 'desk-event-answer', 'desk-event-withdrawal', 'desk-event-unreadable',
  'desk-reason-not-a-declaration', 'desk-reason-not-understood', 'desk-reason-names-others-in-danger',
  'desk-reason-unlawful-content', 'desk-reason-test-or-mockery', 'desk-reason-asked-not-answered',
  'desk-said-redacted', 'desk-said-undone', 'desk-said-decided', 'desk-said-put-back', 'desk-said-opened',
  'desk-said-nothing-selected', 'desk-said-box-made',
  ...PLACES.china.map((place) => `place-${place}` as const), 'place-HK', 'place-MO', 'place-TW', 'place-ZZ',
]
