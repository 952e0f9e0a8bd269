export { type Facts, screen } from './screen.ts'
