/** After its last deadline a validation gets this much longer, for readers that were blind. */
export const graceSeconds = 300;

/**
 * No validation is open for longer, whatever bake times add up to: its execution ends after six hours, and with a turn of the loop
 * every 30 s, of some 32 events each, its history of 25,000 events is full half an hour after that.
 */
export const longestSeconds = 18_000;
