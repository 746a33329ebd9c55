/**
 * Bounds of the acknowledgement histogram, ms: the R5 series of preferred numbers (ISO 3) from 1 ms to 1 s, so that equal
 * bars on a screen are equal ratios. An answer takes 2 to 10 ms at 115200 baud. Knows no measurement.
 */
export const ACK_BOUNDS_MS = [1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100, 160, 250, 400, 630, 1_000] as const;
