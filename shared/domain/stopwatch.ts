/** `+0:26`, `-0:10`, `+1:02:05`: seconds since a start as a stopwatch shows them. */
export function stopwatch(seconds: number): string {
  const whole = Math.trunc(Math.abs(seconds));
  const two = (part: number): string => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const clock = hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return `${seconds < 0 ? "-" : "+"}${clock}`;
}
