export { DECLARATION_FORM, DeclarationForm, Tick } from './declaration-form.tsx'
export { ErrorSummary, FieldError } from './faults.tsx'
export { FORM_MAX_BYTES } from './fields.ts'
export {
  blankForm,
  declareByForm,
  type DoneView,
  type FormView,
  type FormWay,
  type LookView,
} from './flow.ts'
export { Review } from './review.tsx'
