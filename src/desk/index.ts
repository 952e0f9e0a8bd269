export { deskApp } from './app.ts'
export { type DeskDeps } from './deps.ts'
export { openerPage } from './opener/opener-page.tsx'
export { publicVersionOf } from './review/public-version.ts'
