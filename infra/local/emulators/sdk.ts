/** Settings for the runner's own AWS clients; the functions get theirs from the environment alone. */
export function clientOptions(region: string, endpoint: string) {
  return {
    region,
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  };
}
