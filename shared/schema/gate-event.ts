/** `detail-type` of the event that tells a gate's answer; its `detail` is the answer of ask-gate with a version. */
export const gateDetailType = "Gate Decision";

/** Version of the detail. Within it members may be added, never changed. */
export const gateDetailVersion = "1";
