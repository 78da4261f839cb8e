<?php
// For `php -S`: files with validators (php -S sends none), all else to WordPress.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?? '/');
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (!preg_match('#(^|/)\.#', $path) && is_file($file)) {
    if (str_ends_with($file, '.php')) {
        chdir(dirname($file));
        $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path;
        $_SERVER['SCRIPT_FILENAME'] = $file;
        require $file;
        return true;
    }
    $types = [
        'jpg' => 'image/jpeg',
        'jpeg' => 'image/jpeg',
        'png' => 'image/png',
        'gif' => 'image/gif',
        'webp' => 'image/webp',
        'svg' => 'image/svg+xml',
        'pdf' => 'application/pdf',
        'css' => 'text/css',
        'js' => 'text/javascript',
        'txt' => 'text/plain',
        'xml' => 'text/xml',
        'mp4' => 'video/mp4',
        'mp3' => 'audio/mpeg',
    ];
    $size = filesize($file);
    $time = filemtime($file);
    $tag = sprintf('"%x-%x"', $time, $size);
    header('ETag: ' . $tag);
    header('Last-Modified: ' . gmdate('D, d M Y H:i:s', $time) . ' GMT');
    header('Cache-Control: max-age=31536000');
    header('Accept-Ranges: bytes');
    $none = $_SERVER['HTTP_IF_NONE_MATCH'] ?? null;
    $since = $_SERVER['HTTP_IF_MODIFIED_SINCE'] ?? null;
    if (
        $none !== null
            ? $none === '*' || in_array($tag, array_map('trim', explode(',', $none)))
            : $since !== null && strtotime($since) >= $time
    ) {
        http_response_code(304);
        return true;
    }
    header(
        'Content-Type: ' .
            ($types[strtolower(pathinfo($file, PATHINFO_EXTENSION))] ?? 'application/octet-stream'),
    );
    $from = 0;
    $to = $size - 1;
    if (
        preg_match('/^bytes=(\d+)-(\d*)$/', $_SERVER['HTTP_RANGE'] ?? '', $m) &&
        (!isset($_SERVER['HTTP_IF_RANGE']) || $_SERVER['HTTP_IF_RANGE'] === $tag)
    ) {
        $from = (int) $m[1];
        if ($m[2] !== '') {
            $to = min($to, (int) $m[2]);
        }
        if ($from > $to) {
            http_response_code(416);
            header("Content-Range: bytes */$size");
            return true;
        }
        http_response_code(206);
        header("Content-Range: bytes $from-$to/$size");
    }
    header('Content-Length: ' . ($to - $from + 1));
    if ($_SERVER['REQUEST_METHOD'] !== 'HEAD') {
        $f = fopen($file, 'rb');
        fseek($f, $from);
        echo stream_get_contents($f, $to - $from + 1);
    }
    return true;
}
if (
    is_dir($_SERVER['DOCUMENT_ROOT'] . $path) &&
    is_file($_SERVER['DOCUMENT_ROOT'] . rtrim($path, '/') . '/index.php') &&
    $path !== '/'
) {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = rtrim($path, '/') . '/index.php';
    require $_SERVER['DOCUMENT_ROOT'] . rtrim($path, '/') . '/index.php';
    return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
return true;
