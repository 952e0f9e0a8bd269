/** The time, passed in, so that tests can set it and no module owns a clock. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
