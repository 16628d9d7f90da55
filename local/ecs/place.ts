/** Where a simulated cluster lives. */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly cluster: string;
}

function arn({ region, account }: Place, resource: string): string {
  return `arn:aws:ecs:${region}:${account}:${resource}`;
}

export function clusterArn(place: Place): string {
  return arn(place, `cluster/${place.cluster}`);
}

export function serviceArn(place: Place, service: string): string {
  return arn(place, `service/${place.cluster}/${service}`);
}

export function taskArn(place: Place, id: string): string {
  return arn(place, `task/${place.cluster}/${id}`);
}

export function containerArn(place: Place, task: string, container: string): string {
  return arn(place, `container/${place.cluster}/${task}/${container}`);
}

export function taskDefinitionArn(place: Place, family: string, revision: number): string {
  return arn(place, `task-definition/${family}:${revision}`);
}

export function serviceDeploymentArn(place: Place, service: string, id: string): string {
  return arn(place, `service-deployment/${place.cluster}/${service}/${id}`);
}

export function taskSetArn(place: Place, service: string, id: string): string {
  return arn(place, `task-set/${place.cluster}/${service}/${id}`);
}

/** `n` is the number of `ecs-svc/<n>`. */
export function serviceRevisionArn(place: Place, service: string, n: string): string {
  return arn(place, `service-revision/${place.cluster}/${service}/${n}`);
}

/** Of a target group into which a service's tasks are put. */
export function targetGroupArn({ region, account }: Place, name: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${name}/73e2d6bc24d8a067`;
}

/** The last segment of an ARN. */
export function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}
