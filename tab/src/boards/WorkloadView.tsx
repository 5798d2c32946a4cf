export function WorkloadView() {
  return null;
}
