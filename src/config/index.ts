export { type Centre, CENTRE_LINE_MOST, type Mark, SAMPLE_CENTRE } from './centre.ts'
export { ConfigError } from './config-error.ts'
export { type Config, readConfig } from './config.ts'
