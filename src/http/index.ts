export { type Form, readForm } from './form.ts'
export { readJson } from './json.ts'
export { securityHeaders } from './security-headers.ts'
export { type Listening, listen } from './listen.ts'
