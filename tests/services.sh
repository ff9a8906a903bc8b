# PostgreSQL and Redis for one run of tests/run, which sources this file: private, on free ports of 127.0.0.1, with a password of
# the hour, in the temporary folder $work. Nothing here is durable: fsync is off, because a test's database lives for seconds.

postgres_pid=
redis_pid=

# A port below the range from which the kernel gives ports to outgoing connections.
free_port() {
    local port
    for _ in {1..200}; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return 0; }
    done
    return 1
}

password() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# alive_until PID SECONDS COMMAND…: waits until the command succeeds; fails when the process ends or the time is over.
alive_until() {
    local pid=$1 deadline=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        kill -0 "$pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

# start_postgres BIN: PostgreSQL refuses to run as root, so root hands it to the user that its Debian package made.
start_postgres() {
    local bin=$1 home=$work/postgresql secret port
    local -a as=()
    secret=$(password)
    mkdir "$home" && printf '%s' "$secret" >"$home/password"
    # One test connects with TLS; for the others it would only be slower.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -keyout "$home/key.pem" -out "$home/certificate.pem" 2>"$work/openssl.log" || { cat "$work/openssl.log"; return 1; }
    chmod 600 "$home/key.pem"
    export PGSSLMODE=disable
    if [ "$(id -u)" = 0 ]; then
        chown -R postgres "$home" && as=(setpriv --reuid=postgres --regid=postgres --init-groups)
    fi
    chmod 700 "$home"
    (cd / && exec "${as[@]}" "$bin/initdb" --pgdata="$home/data" --username=postgres --pwfile="$home/password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync) >"$work/postgresql.log" 2>&1 || { cat "$work/postgresql.log"; return 1; }
    for _ in 1 2 3; do
        port=$(free_port) || return 1
        setsid "${as[@]}" "$bin/postgres" -D "$home/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$home" \
            -c ssl=on -c ssl_cert_file="$home/certificate.pem" -c ssl_key_file="$home/key.pem" -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off >>"$work/postgresql.log" 2>&1 &
        postgres_pid=$!
        if alive_until "$postgres_pid" 30 grep -q '^ready' "$home/data/postmaster.pid"; then
            export KIEZ_TEST_POSTGRES_URL="postgres://postgres:$secret@127.0.0.1:$port/postgres"
            return 0
        fi
        stop_postgres
    done
    tail -n 40 "$work/postgresql.log"
    return 1
}

start_redis() {
    local secret port
    secret=$(password)
    for _ in 1 2 3; do
        port=$(free_port) || return 1
        printf '%s\n' 'bind 127.0.0.1' "port $port" "requirepass $secret" 'save ""' 'appendonly no' "dir $work" >"$work/redis.conf"
        setsid redis-server "$work/redis.conf" >>"$work/redis.log" 2>&1 &
        redis_pid=$!
        # Only ours knows the password.
        if alive_until "$redis_pid" 15 env REDISCLI_AUTH="$secret" redis-cli -e -h 127.0.0.1 -p "$port" ping; then
            export KIEZ_TEST_REDIS_URL="redis://:$secret@127.0.0.1:$port/"
            return 0
        fi
        stop_redis
    done
    tail -n 40 "$work/redis.log"
    return 1
}

# end PID SIGNAL HARDER: asks, waits ten seconds, insists. Only for children of this shell, so the number is still theirs.
end() {
    [ -n "$1" ] || return 0
    kill "-$2" "$1" 2>/dev/null
    for _ in {1..100}; do
        kill -0 "$1" 2>/dev/null || break
        sleep 0.1
    done
    kill "-$3" "$1" 2>/dev/null
    wait "$1" 2>/dev/null
}

stop_postgres() { end "$postgres_pid" INT QUIT; postgres_pid=; }
stop_redis() { end "$redis_pid" TERM KILL; redis_pid=; }
